// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;

/**
 * A whole query ({@code query_specification}).
 *
 * @param commonTables the tables of the WITH clause in their order; empty without WITH
 * @param query the main query
 * @param span from the first to the last token, without leading and trailing comments
 */
public record Statement(List<CommonTable> commonTables, Query query, Span span) implements Node {

  /** Copies the list. */
  public Statement {
    commonTables = List.copyOf(commonTables);
  }
}
