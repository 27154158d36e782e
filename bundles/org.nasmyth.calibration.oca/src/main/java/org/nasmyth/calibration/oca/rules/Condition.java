// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a rule asks of a frame. It holds or it does not; there is no third way. */
public sealed interface Condition {

  /** Holds always, or never; {@code (T)}. */
  record Always(boolean holds) implements Condition {}

  /** All hold; at least two. */
  record All(List<Condition> parts) implements Condition {
    /** Copies the list. */
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one holds; at least two. */
  record Some(List<Condition> parts) implements Condition {
    /** Copies the list. */
    public Some {
      parts = List.copyOf(parts);
    }
  }

  /** It does not hold. */
  record Not(Condition part) implements Condition {}

  /** Two values compared; does not hold where one is undefined. */
  record Comparison(Relation relation, Operand left, Operand right) implements Condition {}

  /** A text is like a pattern in which {@code %} stands for any text. */
  record Like(Operand operand, Operand pattern) implements Condition {}

  /**
   * A value lies between two others, both included.
   *
   * @param preferred whether that is only to be preferred ({@code tryBetween})
   */
  record Between(Operand operand, Operand low, Operand high, boolean preferred)
      implements Condition {}

  /** A value is of a kind. */
  record Is(Operand operand, Kind kind) implements Condition {}

  /** How values are compared. */
  enum Relation {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    /** Equal, if both are defined; holds where one is not. */
    EQUAL_IF_DEFINED("?=");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    /** As rules write it. */
    public String sign() {
      return sign;
    }

    /** The same with the sides exchanged. */
    public Relation mirrored() {
      return switch (this) {
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        default -> this;
      };
    }
  }

  /** What a value can be. */
  enum Kind {
    STRING,
    NUMBER,
    DEFINED,
    UNDEFINED
  }

  /** The keywords that it mentions. */
  default Set<Operand.Keyword> keywords() {
    Set<Operand.Keyword> keywords = new HashSet<>();
    collect(keywords);
    return keywords;
  }

  private void collect(Set<Operand.Keyword> keywords) {
    if (this instanceof All all) {
      all.parts().forEach(part -> part.collect(keywords));
    } else if (this instanceof Some some) {
      some.parts().forEach(part -> part.collect(keywords));
    } else if (this instanceof Not not) {
      not.part().collect(keywords);
    } else if (this instanceof Comparison comparison) {
      comparison.left().collect(keywords);
      comparison.right().collect(keywords);
    } else if (this instanceof Like like) {
      like.operand().collect(keywords);
      like.pattern().collect(keywords);
    } else if (this instanceof Between between) {
      between.operand().collect(keywords);
      between.low().collect(keywords);
      between.high().collect(keywords);
    } else if (this instanceof Is is) {
      is.operand().collect(keywords);
    }
  }

  /** Whether some part of it is only to be preferred. */
  default boolean prefers() {
    if (this instanceof All all) {
      return all.parts().stream().anyMatch(Condition::prefers);
    }
    if (this instanceof Some some) {
      return some.parts().stream().anyMatch(Condition::prefers);
    }
    if (this instanceof Not not) {
      return not.part().prefers();
    }
    return this instanceof Between between && between.preferred();
  }
}
