// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.database;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.ForeignKey;
import org.nasmyth.api.metadata.Table;

/**
 * A table to be made, and what TAP_SCHEMA is to say of it. Columns whose type is a region get a
 * spatial index without being named here.
 *
 * @param table name, columns and description
 * @param schemaDescription for TAP_SCHEMA.schemas if the schema is new; null for none
 * @param position the columns that hold each row's position, for a spatial index; null for none
 * @param keys the ways to join it to tables that exist
 */
public record TableDefinition(
    Table table,
    @Nullable String schemaDescription,
    @Nullable PositionColumns position,
    List<ForeignKey> keys) {

  /**
   * The columns of a position in degrees, ICRS or so close to it that nobody minds.
   *
   * @param longitude name of the column of right ascensions
   * @param latitude name of the column of declinations
   */
  public record PositionColumns(String longitude, String latitude) {}

  /** Copies the list. */
  public TableDefinition {
    keys = List.copyOf(keys);
  }
}
