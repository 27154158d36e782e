// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * A test of a string against a pattern with the wildcards {@code %} and {@code _}. ADQL has no
 * ESCAPE.
 *
 * @param operand the string tested
 * @param negated whether NOT stands before LIKE
 * @param caseInsensitive whether it is ILIKE (section 4.4.4)
 * @param pattern the pattern
 * @param span from the string to the pattern
 */
public record Like(
    ValueExpression operand,
    boolean negated,
    boolean caseInsensitive,
    ValueExpression pattern,
    Span span)
    implements Condition {

  @Override
  public <R> R accept(ConditionVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
