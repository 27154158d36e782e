// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;

/**
 * A chain of joins, applied from left to right.
 *
 * @param first the leftmost table
 * @param rest the joins to it in their order, at least one
 * @param span from the first to the last table or join condition
 */
public record JoinedTable(TableReference first, List<JoinStep> rest, Span span)
    implements TableReference {

  /** Copies the list and checks that something is joined. */
  public JoinedTable {
    rest = List.copyOf(rest);
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("a join has at least two tables");
    }
  }
}
