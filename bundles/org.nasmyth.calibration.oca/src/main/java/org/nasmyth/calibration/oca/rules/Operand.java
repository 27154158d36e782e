// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import java.util.List;
import java.util.Set;

/** What conditions compare. */
public sealed interface Operand {

  /**
   * A keyword.
   *
   * @param name such as {@code DPR.CATG}
   * @param ofInput whether it is that of the frames whose calibrations are wanted ({@code
   *     inputFile.}) rather than that of the frame in question
   */
  record Keyword(String name, boolean ofInput) implements Operand {}

  /** A value that the rule has. */
  record Literal(Value value) implements Operand {}

  /**
   * Numbers added up; undefined if one is no number.
   *
   * @param terms at least two, or one that is subtracted
   */
  record Sum(List<Term> terms) implements Operand {
    /** Copies the list. */
    public Sum {
      terms = List.copyOf(terms);
    }
  }

  /** A part of a sum. */
  record Term(boolean subtracted, Operand operand) {}

  /** Adds the keywords that it mentions. */
  default void collect(Set<Keyword> keywords) {
    if (this instanceof Keyword keyword) {
      keywords.add(keyword);
    } else if (this instanceof Sum sum) {
      sum.terms().forEach(term -> term.operand().collect(keywords));
    }
  }
}
