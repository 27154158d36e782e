// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;

/** How a join matches rows. Every join has exactly one of these. */
public sealed interface JoinSpecification {

  /** NATURAL: equal values in all columns whose names both tables have. */
  record Natural() implements JoinSpecification {}

  /**
   * ON: a condition.
   *
   * @param condition the condition
   */
  record On(Condition condition) implements JoinSpecification {}

  /**
   * USING: equal values in the named columns.
   *
   * @param columns the columns, at least one
   */
  record Using(List<Identifier> columns) implements JoinSpecification {

    /** Copies the list and checks that it has a column. */
    public Using {
      columns = List.copyOf(columns);
      if (columns.isEmpty()) {
        throw new IllegalArgumentException("USING names at least one column");
      }
    }
  }
}
