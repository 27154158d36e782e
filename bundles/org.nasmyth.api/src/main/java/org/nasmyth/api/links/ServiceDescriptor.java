// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.links;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Field;

/**
 * How to call a service for a product (DataLink 1.1, section 4).
 *
 * @param id unique within a document when it begins with the product's identifier; the writer makes
 *     an XML name of it
 * @param standardId the standard that the service follows, as an IVOID; null for none
 * @param accessUrl where it is
 * @param description one line for people; null for none
 * @param inputs its parameters
 */
public record ServiceDescriptor(
    String id,
    @Nullable String standardId,
    String accessUrl,
    @Nullable String description,
    List<Input> inputs) {

  /**
   * A parameter of a service.
   *
   * @param field its name, type, unit and meaning
   * @param value the value to send; null where the client chooses
   * @param low the lowest value that makes sense; null for none
   * @param high the highest value that makes sense; for a shape the one that encloses the data;
   *     null for none
   * @param options the values to choose from; empty for any
   */
  public record Input(
      Field field,
      @Nullable String value,
      @Nullable String low,
      @Nullable String high,
      List<String> options) {

    /** Copies the list. */
    public Input {
      options = List.copyOf(options);
    }

    /** A parameter with a fixed value. */
    public static Input fixed(Field field, String value) {
      return new Input(field, value, null, null, List.of());
    }
  }

  /** Copies the list. */
  public ServiceDescriptor {
    inputs = List.copyOf(inputs);
  }
}
