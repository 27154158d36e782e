// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.metadata;

/**
 * The full name of a table in its own case, without quotes.
 *
 * @param schema the schema's name; never empty
 * @param table the table's name within the schema; never empty
 */
public record TableName(String schema, String table) {

  /** Checks that neither part is empty. */
  public TableName {
    if (schema.isEmpty() || table.isEmpty()) {
      throw new IllegalArgumentException(
          "A table's name has a schema and a table part, got '" + schema + "." + table + "'.");
    }
  }

  /** {@code schema.table}, each part as {@link WrittenName#of(String)} writes it. */
  @Override
  public String toString() {
    return WrittenName.of(this);
  }
}
