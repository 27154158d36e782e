// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * What has a value for a row ({@code value_expression}): a number, a string, a geometry, a time, or
 * NULL.
 */
public sealed interface ValueExpression extends Node, OrderKey
    permits NullLiteral,
        NumericLiteral,
        StringLiteral,
        ColumnReference,
        Arithmetic,
        Signed,
        Concatenation,
        Aggregate,
        FunctionCall,
        UserFunctionCall,
        Cast,
        Case {

  @Override
  Span span();

  /**
   * Calls the method of {@code visitor} that is made for this kind of value, and returns its
   * result.
   */
  <R> R accept(ValueVisitor<R> visitor);
}
