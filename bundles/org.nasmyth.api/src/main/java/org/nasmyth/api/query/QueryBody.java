// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Field;

/** What a query selects: one SELECT, or two queries joined by a set operation. */
public sealed interface QueryBody {

  /** What it delivers, column by column. */
  List<Field> fields();

  /**
   * One SELECT.
   *
   * @param distinct leave out repeated rows
   * @param outputs what it delivers; at least one
   * @param from where rows come from; null for one row out of nothing
   * @param where only rows for which this is true; null for all
   * @param groupBy one result row per distinct combination of these; empty for no grouping
   * @param having only groups for which this is true; null for all
   */
  record Select(
      boolean distinct,
      List<Output> outputs,
      @Nullable Source from,
      @Nullable Expression where,
      List<Expression> groupBy,
      @Nullable Expression having)
      implements QueryBody {

    /** Copies the lists. */
    public Select {
      outputs = List.copyOf(outputs);
      groupBy = List.copyOf(groupBy);
    }

    @Override
    public List<Field> fields() {
      return outputs.stream().map(Output::field).toList();
    }
  }

  /**
   * Two queries as sets (ADQL 2.1, section 4.1.4). Both deliver the same number of columns with
   * types that the binder has made equal by {@link Expression.Cast} where they were not.
   *
   * @param operator how they are combined
   * @param all keep repeated rows
   * @param left the first query
   * @param right the second query
   * @param fields what the combination delivers: the left query's names
   */
  record SetOperation(Operator operator, boolean all, Query left, Query right, List<Field> fields)
      implements QueryBody {

    /** The set operators. */
    public enum Operator {
      UNION,
      EXCEPT,
      INTERSECT
    }

    /** Copies the list. */
    public SetOperation {
      fields = List.copyOf(fields);
    }
  }

  /**
   * One column of a result.
   *
   * @param value what to compute
   * @param field how the result calls it, with its type and meaning
   */
  record Output(Expression value, Field field) {}
}
