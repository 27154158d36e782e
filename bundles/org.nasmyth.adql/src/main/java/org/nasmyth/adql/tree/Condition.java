// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

/**
 * What is true, false or unknown for a row ({@code search_condition}). Conditions are not values in
 * ADQL.
 */
public sealed interface Condition extends Node
    permits Disjunction,
        Conjunction,
        Negation,
        Comparison,
        Between,
        InList,
        InQuery,
        Like,
        NullTest,
        Exists {

  /**
   * Calls the method of {@code visitor} that is made for this kind of condition, and returns its
   * result.
   */
  <R> R accept(ConditionVisitor<R> visitor);
}
