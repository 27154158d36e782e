// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;

/**
 * A chain of set operations of one precedence, evaluated from left to right: either all INTERSECT,
 * or UNION and EXCEPT mixed (section 4.6.6; INTERSECT binds tighter).
 *
 * @param first the leftmost operand
 * @param rest the operations on it in their order, at least one
 * @param span from the first to the last operand
 */
public record SetOperation(QueryBody first, List<SetStep> rest, Span span) implements QueryBody {

  /** Copies the list and checks that the operations are of one precedence. */
  public SetOperation {
    rest = List.copyOf(rest);
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("a set operation has at least two operands");
    }
    boolean intersect = rest.get(0).operator() == SetOperator.INTERSECT;
    if (rest.stream().anyMatch(step -> (step.operator() == SetOperator.INTERSECT) != intersect)) {
      throw new IllegalArgumentException(
          "INTERSECT does not mix with UNION or EXCEPT in one chain");
    }
  }
}
