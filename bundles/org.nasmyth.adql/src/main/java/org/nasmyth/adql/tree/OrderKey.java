// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * What ORDER BY sorts by: the position of an output column or a value, which may be a column or its
 * alias.
 */
public sealed interface OrderKey permits Ordinal, ValueExpression {

  /** Where the key stands in the query's text. */
  Span span();
}
