// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;
import java.util.Optional;

/**
 * A column by its name with qualifiers: {@code [[[catalog.]schema.]table.]column}.
 *
 * @param parts one to four identifiers, the column's own name last
 * @param span from the first to the last part
 */
public record ColumnReference(List<Identifier> parts, Span span) implements ValueExpression {

  /** Copies the list and checks its length. */
  public ColumnReference {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.size() > 4) {
      throw new IllegalArgumentException(
          "a column reference has 1 to 4 parts, not " + parts.size());
    }
  }

  /** The column's own name, without its qualifiers. */
  public Identifier name() {
    return parts.get(parts.size() - 1);
  }

  /**
   * The table or correlation name before the column's name; empty if the column is not qualified.
   */
  public Optional<TableName> qualifier() {
    if (parts.size() == 1) {
      return Optional.empty();
    }
    List<Identifier> table = parts.subList(0, parts.size() - 1);
    Span last = table.get(table.size() - 1).span();
    return Optional.of(new TableName(table, table.get(0).span().to(last)));
  }

  @Override
  public <R> R accept(ValueVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
