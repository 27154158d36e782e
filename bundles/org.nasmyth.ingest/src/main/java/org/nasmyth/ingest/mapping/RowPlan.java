// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;

/** How a mapping fills the columns that a table really has. Immutable. */
public final class RowPlan {

  private final TableName table;
  private final List<String> names;
  private final Map<Column, Rule> rules = new LinkedHashMap<>();

  RowPlan(Table table, Map<String, Rule> wanted) {
    this.table = table.name();
    wanted.forEach(
        (name, rule) -> {
          List<Integer> positions = table.positionsOf(name);
          if (!positions.isEmpty()) {
            rules.put(table.columns().get(positions.get(0)), rule);
          }
        });
    this.names = rules.keySet().stream().map(Column::name).toList();
  }

  /** The table. */
  public TableName table() {
    return table;
  }

  /** Whether it fills a column. */
  public boolean fills(String column) {
    return names.stream().anyMatch(column::equalsIgnoreCase);
  }

  /** The columns that are filled. */
  public List<String> columns() {
    return names;
  }

  /**
   * The row of a file.
   *
   * @param known the file with its identifier and addresses
   * @param remarks gets what did not fit
   * @return values in the order of the columns
   * @throws MappingException if an expression fails
   */
  public List<@Nullable Object> row(Variables known, List<String> remarks) throws MappingException {
    List<@Nullable Object> values = new ArrayList<>(names.size());
    for (Map.Entry<Column, Rule> entry : rules.entrySet()) {
      Column column = entry.getKey();
      Object value = entry.getValue().of(known);
      try {
        values.add(value == null ? null : FittedValue.of(value, column));
      } catch (IllegalArgumentException e) {
        remarks.add(table + "." + column.name() + " is left empty: " + e.getMessage());
        values.add(null);
      }
    }
    return values;
  }
}
