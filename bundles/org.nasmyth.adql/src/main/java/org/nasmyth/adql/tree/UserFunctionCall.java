// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;

/**
 * A call of a function that ADQL does not define ({@code user_defined_function}, section 4.3).
 *
 * @param name its name, never delimited
 * @param arguments its arguments in their order, possibly none
 * @param span from the name to the closing parenthesis
 */
public record UserFunctionCall(Identifier name, List<ValueExpression> arguments, Span span)
    implements ValueExpression {

  /** Copies the list. */
  public UserFunctionCall {
    arguments = List.copyOf(arguments);
  }

  @Override
  public <R> R accept(ValueVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
