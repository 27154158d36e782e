// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;

/**
 * The name of a table with its qualifiers: {@code [[catalog.]schema.]table}, or a correlation name.
 *
 * @param parts one to three identifiers, the table's own name last
 * @param span from the first to the last part
 */
public record TableName(List<Identifier> parts, Span span) implements Node {

  /** Copies the list and checks its length. */
  public TableName {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.size() > 3) {
      throw new IllegalArgumentException("a table name has 1 to 3 parts, not " + parts.size());
    }
  }

  /** The table's own name, without its qualifiers. */
  public Identifier name() {
    return parts.get(parts.size() - 1);
  }
}
