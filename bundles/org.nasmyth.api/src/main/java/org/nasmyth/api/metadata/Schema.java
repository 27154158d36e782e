// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of tables, as TAP_SCHEMA.schemas tells it (TAP 1.1, section 4.1).
 *
 * @param name its name in its own case
 * @param utype its utype; null where it has none
 * @param description text for a person; null where there is none
 * @param tables its tables in the order in which a client should show them
 */
public record Schema(
    String name, @Nullable String utype, @Nullable String description, List<Table> tables) {

  /** Copies the list. */
  public Schema {
    tables = List.copyOf(tables);
  }
}
