// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.Optional;

/**
 * An aggregate ({@code set_function_specification}).
 *
 * @param function which one
 * @param quantifier DISTINCT or ALL as written; empty if neither was, which means ALL
 * @param argument the value aggregated; empty only for {@code COUNT(*)}
 * @param span from the name to the closing parenthesis
 */
public record Aggregate(
    Function function,
    Optional<SetQuantifier> quantifier,
    Optional<ValueExpression> argument,
    Span span)
    implements ValueExpression {

  /** Checks that only {@code COUNT(*)} is without an argument, and that it has no quantifier. */
  public Aggregate {
    if (argument.isEmpty() && (function != Function.COUNT || quantifier.isPresent())) {
      throw new IllegalArgumentException("only COUNT(*) has no argument, and it has no quantifier");
    }
  }

  /** The aggregates of ADQL. */
  public enum Function {
    /** The number of rows, or of values that are not NULL. */
    COUNT,
    /** The mean. */
    AVG,
    /** The largest value. */
    MAX,
    /** The smallest value. */
    MIN,
    /** The sum. */
    SUM
  }

  @Override
  public <R> R accept(ValueVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
