// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;
import java.util.Optional;

/**
 * One SELECT with its clauses ({@code select_query}).
 *
 * @param quantifier DISTINCT or ALL as written; empty if neither was, which means ALL
 * @param top the limit of TOP; empty without
 * @param items the select list, at least one item
 * @param from the tables between the commas of FROM, at least one
 * @param where the condition of WHERE; empty without
 * @param groupBy the terms of GROUP BY, each a value and never an ordinal; empty without
 * @param having the condition of HAVING; empty without
 * @param span from SELECT to the end of the last clause
 */
public record Select(
    Optional<SetQuantifier> quantifier,
    Optional<RowLimit> top,
    List<SelectItem> items,
    List<TableReference> from,
    Optional<Condition> where,
    List<ValueExpression> groupBy,
    Optional<Condition> having,
    Span span)
    implements QueryBody {

  /**
   * Copies the lists and checks that there is something to select, and a table to select it from.
   */
  public Select {
    items = List.copyOf(items);
    from = List.copyOf(from);
    groupBy = List.copyOf(groupBy);
    if (items.isEmpty() || from.isEmpty()) {
      throw new IllegalArgumentException("a SELECT has at least one item and one table");
    }
  }
}
