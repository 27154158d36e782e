// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * A test whether a sub-query has a row.
 *
 * @param query the sub-query
 * @param span from EXISTS to the closing parenthesis
 */
public record Exists(Query query, Span span) implements Condition {

  @Override
  public <R> R accept(ConditionVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
