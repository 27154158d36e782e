// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.metadata.Table;

/**
 * Puts values of some of a table's columns into whole rows. Immutable.
 *
 * @param table the table
 * @param positions of the columns that have values
 */
public record RowPlaces(Table table, List<Integer> positions) {

  /** Copies the list. */
  public RowPlaces {
    positions = List.copyOf(positions);
  }

  /**
   * Finds columns by their names.
   *
   * @throws DatabaseException of kind BAD_VALUE if the table lacks one
   */
  public static RowPlaces of(Table table, List<String> columns) throws DatabaseException {
    List<Integer> positions = new ArrayList<>();
    for (String column : columns) {
      positions.add(position(table, column));
    }
    return new RowPlaces(table, positions);
  }

  /**
   * The place of a column, from 0.
   *
   * @throws DatabaseException of kind BAD_VALUE if the table lacks it
   */
  public static int position(Table table, String column) throws DatabaseException {
    List<Integer> found = table.positionsOf(column);
    for (int position : found) {
      if (table.columns().get(position).name().equals(column)) {
        return position;
      }
    }
    if (found.size() != 1) {
      throw new DatabaseException(
          DatabaseException.Kind.BAD_VALUE,
          "Table " + table.name() + " has no one column " + column + ".",
          null);
    }
    return found.get(0);
  }

  /**
   * A whole row.
   *
   * @param values in the order of the columns
   * @throws DatabaseException of kind BAD_VALUE if there are more or fewer than columns
   */
  public List<@Nullable Object> row(List<? extends @Nullable Object> values)
      throws DatabaseException {
    if (values.size() != positions.size()) {
      throw new DatabaseException(
          DatabaseException.Kind.BAD_VALUE,
          "A row of "
              + table.name()
              + " has "
              + values.size()
              + " values for "
              + positions.size()
              + " columns.",
          null);
    }
    List<@Nullable Object> row =
        new ArrayList<>(Collections.<@Nullable Object>nCopies(table.columns().size(), null));
    for (int i = 0; i < values.size(); i++) {
      row.set(positions.get(i), values.get(i));
    }
    return row;
  }
}
