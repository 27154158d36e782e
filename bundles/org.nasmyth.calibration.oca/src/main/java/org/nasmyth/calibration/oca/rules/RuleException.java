// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

/** A rule cannot be read; ends the reading of this rule alone. */
final class RuleException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient RuleSet.Problem problem;

  RuleException(Token token, String message) {
    super(message, null, false, false);
    this.problem = new RuleSet.Problem(token.line(), token.column(), message);
  }

  RuleSet.Problem problem() {
    return problem;
  }
}
