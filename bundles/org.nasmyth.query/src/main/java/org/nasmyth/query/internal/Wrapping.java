// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
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
}
