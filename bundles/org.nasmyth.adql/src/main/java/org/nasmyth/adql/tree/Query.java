// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;
import java.util.Optional;

/**
 * A query with its order ({@code select_expression}).
 *
 * <p>As an operand inside another query's body it appears only if it has an ORDER BY or OFFSET of
 * its own; otherwise its body stands there directly.
 *
 * @param body what yields the rows
 * @param orderBy the terms of ORDER BY; empty without
 * @param offset how many rows OFFSET drops after ordering and before TOP (section 4.10.1); empty
 *     without
 * @param span the query without the parentheses around it
 */
public record Query(QueryBody body, List<OrderTerm> orderBy, Optional<RowLimit> offset, Span span)
    implements QueryBody {

  /** Copies the list. */
  public Query {
    orderBy = List.copyOf(orderBy);
  }
}
