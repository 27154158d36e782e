// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;

/** Short ways to write bound trees. */
public final class Trees {

  private Trees() {}

  /** A SELECT whose columns are called o0, o1, …. */
  public static QueryBody.Select select(
      @Nullable Source from, @Nullable Expression where, Expression... outputs) {
    List<QueryBody.Output> list = new ArrayList<>();
    for (Expression output : outputs) {
      list.add(new QueryBody.Output(output, Field.of("o" + list.size(), output.type())));
    }
    return new QueryBody.Select(false, list, from, where, List.of(), null);
  }

  /** A column. */
  public static Expression column(int source, Table table, int position) {
    return new Expression.ColumnValue(source, position, table.columns().get(position).type());
  }

  /** A number. */
  public static Expression number(long value) {
    return new Expression.Constant(value, ValueType.LONG);
  }

  /** A number. */
  public static Expression number(double value) {
    return new Expression.Constant(value, ValueType.DOUBLE);
  }

  /** A text. */
  public static Expression text(@Nullable String value) {
    return new Expression.Constant(value, ValueType.STRING);
  }

  /** A truth value. */
  public static Expression truth(@Nullable Boolean value) {
    return new Expression.Constant(value, ValueType.BOOLEAN);
  }

  /** A table without more than its columns. */
  public static Table table(String schema, String name, Column... columns) {
    return Table.of(new TableName(schema, name), "A table.", Arrays.asList(columns));
  }

  /** A column. */
  public static Column column(String name, ValueType type) {
    return Column.of(Field.of(name, type));
  }
}
