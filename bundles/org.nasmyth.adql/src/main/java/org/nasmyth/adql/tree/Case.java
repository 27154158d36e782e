// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;
import java.util.Optional;

/**
 * A CASE, which is an extension of ADQL: either {@code CASE WHEN condition THEN value ... END} or
 * {@code CASE operand WHEN value THEN value ... END}.
 *
 * @param operand the value that the branches are compared to; empty for the form with conditions
 * @param branches the branches in their order, at least one; all of the kind that fits the operand
 * @param otherwise the value of ELSE; empty without, which means NULL
 * @param span from CASE to END
 */
public record Case(
    Optional<ValueExpression> operand,
    List<CaseBranch> branches,
    Optional<ValueExpression> otherwise,
    Span span)
    implements ValueExpression {

  /** Copies the list and checks that the branches fit the operand. */
  public Case {
    branches = List.copyOf(branches);
    if (branches.isEmpty()) {
      throw new IllegalArgumentException("CASE has at least one WHEN");
    }
    boolean simple = operand.isPresent();
    if (branches.stream().anyMatch(b -> (b instanceof CaseBranch.Equal) != simple)) {
      throw new IllegalArgumentException(
          "with an operand CASE compares values, without it tests conditions");
    }
  }

  @Override
  public <R> R accept(ValueVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
