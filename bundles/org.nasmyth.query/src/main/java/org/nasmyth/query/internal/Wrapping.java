// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;

/** Puts a query into the FROM of another that selects all of it. */
final class Wrapping {

  private Wrapping() {}

  /** A SELECT of all columns of a query. */
  static QueryBody.Select of(Query query, Binding binding) {
    List<Field> fields = query.fields();
    int source = binding.newSource(fields);
    List<QueryBody.Output> outputs = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      outputs.add(new QueryBody.Output(new Expression.ColumnValue(source, i, field.type()), field));
    }
    return new QueryBody.Select(
        false, outputs, new Source.DerivedSource(source, query), null, List.of(), null);
  }

  /** A query with one column whose values are made of those of another such query. */
  static Query ofValues(Query query, UnaryOperator<Expression> made, Binding binding) {
    QueryBody.Select all = of(query, binding);
    QueryBody.Output output = all.outputs().get(0);
    Expression value = made.apply(output.value());
    return Query.of(
        new QueryBody.Select(
            false,
            List.of(new QueryBody.Output(value, output.field().withType(value.type()))),
            all.from(),
            null,
            List.of(),
            null));
  }
}
