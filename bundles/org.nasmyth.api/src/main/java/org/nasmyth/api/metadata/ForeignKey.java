// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to join two tables, as TAP_SCHEMA.keys and key_columns tell it (TAP 1.1, 4.4 and 4.5).
 *
 * @param id unique within the archive
 * @param from the referring table
 * @param target the table referred to
 * @param utype its utype; null where it has none
 * @param description text for a person; null where there is none
 * @param columns the pairs of columns that are equal; at least one
 */
public record ForeignKey(
    String id,
    TableName from,
    TableName target,
    @Nullable String utype,
    @Nullable String description,
    List<ColumnPair> columns) {

  /** One pair of columns that are equal in a join. */
  public record ColumnPair(String from, String target) {}

  /** Copies the list and checks that there is a pair. */
  public ForeignKey {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("Key " + id + " joins no columns.");
    }
  }
}
