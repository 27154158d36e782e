// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.results;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Field;

/**
 * What a result is about.
 *
 * @param fields its columns
 * @param infos facts about it in the order in which they should be told, such as the query, the
 *     provider and the time
 * @param description one line for a person; null for none
 * @param frame the celestial frame of equatorial positions of which the columns' metadata do not
 *     tell it, as VOTable's COOSYS names it, such as {@code ICRS}; null where it is not known
 * @param services services that take values of its columns
 */
public record ResultDescription(
    List<Field> fields,
    List<Info> infos,
    @Nullable String description,
    @Nullable String frame,
    List<ServiceDescriptor> services) {

  /**
   * A named fact, as VOTable's INFO element.
   *
   * @param name a word, such as {@code QUERY}
   * @param value its value; may be empty
   * @param text more for a person; null for none
   */
  public record Info(String name, String value, @Nullable String text) {}

  /** Copies the lists. */
  public ResultDescription {
    fields = List.copyOf(fields);
    infos = List.copyOf(infos);
    services = List.copyOf(services);
  }

  /** A result without services, of whose positions no frame is known. */
  public ResultDescription(List<Field> fields, List<Info> infos, @Nullable String description) {
    this(fields, infos, description, null, List.of());
  }
}
