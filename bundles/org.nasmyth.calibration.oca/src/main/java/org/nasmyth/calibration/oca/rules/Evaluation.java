// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import java.util.Map;
import java.util.OptionalDouble;

/** What conditions are worth for one frame. Used by one thread. */
public final class Evaluation {

  private final Map<String, Value> frame;
  private final Map<String, Value> input;
  private final boolean strict;

  Evaluation(Map<String, Value> frame, Map<String, Value> input) {
    this(frame, input, false);
  }

  private Evaluation(Map<String, Value> frame, Map<String, Value> input, boolean strict) {
    this.frame = frame;
    this.input = input;
    this.strict = strict;
  }

  /**
   * Of a frame that is looked at for other frames.
   *
   * @param frame the keywords of the frame
   * @param input those of the frames that need something, {@code inputFile.}
   * @param strict whether {@code tryBetween} is as good as {@code between}; otherwise it holds for
   *     all values that are defined
   */
  public static Evaluation of(Keywords frame, Keywords input, boolean strict) {
    return new Evaluation(frame.values(), input.values(), strict);
  }

  /** Whether a condition holds. */
  public boolean holds(Condition condition) {
    if (condition instanceof Condition.Always always) {
      return always.holds();
    }
    if (condition instanceof Condition.All all) {
      return all.parts().stream().allMatch(this::holds);
    }
    if (condition instanceof Condition.Some some) {
      return some.parts().stream().anyMatch(this::holds);
    }
    if (condition instanceof Condition.Not not) {
      return !holds(not.part());
    }
    if (condition instanceof Condition.Comparison comparison) {
      return compare(comparison.relation(), value(comparison.left()), value(comparison.right()));
    }
    if (condition instanceof Condition.Like like) {
      return value(like.operand()) instanceof Value.Text text
          && value(like.pattern()) instanceof Value.Text pattern
          && like(text.text(), pattern.text());
    }
    if (condition instanceof Condition.Between between) {
      return between(between);
    }
    Condition.Is is = (Condition.Is) condition;
    Value value = value(is.operand());
    return switch (is.kind()) {
      case STRING -> value instanceof Value.Text;
      case NUMBER -> value instanceof Value.Real;
      case DEFINED -> value.isDefined();
      case UNDEFINED -> !value.isDefined();
    };
  }

  /** The value of an operand. */
  public Value value(Operand operand) {
    if (operand instanceof Operand.Literal literal) {
      return literal.value();
    }
    if (operand instanceof Operand.Keyword keyword) {
      return (keyword.ofInput() ? input : frame).getOrDefault(keyword.name(), Value.Undefined.NONE);
    }
    double sum = 0;
    for (Operand.Term term : ((Operand.Sum) operand).terms()) {
      OptionalDouble number = value(term.operand()).asNumber();
      if (number.isEmpty()) {
        return Value.Undefined.NONE;
      }
      sum += term.subtracted() ? -number.getAsDouble() : number.getAsDouble();
    }
    return Value.of(sum);
  }

  private boolean between(Condition.Between between) {
    Value value = value(between.operand());
    Value low = value(between.low());
    Value high = value(between.high());
    if (between.preferred() && !strict) {
      return value.isDefined() && low.isDefined() && high.isDefined();
    }
    return compare(Condition.Relation.GREATER_OR_EQUAL, value, low)
        && compare(Condition.Relation.LESS_OR_EQUAL, value, high);
  }

  /** Numbers are compared as such, also with texts that spell one; all else as text. */
  static boolean compare(Condition.Relation relation, Value left, Value right) {
    if (!left.isDefined() || !right.isDefined()) {
      return relation == Condition.Relation.EQUAL_IF_DEFINED;
    }
    int order;
    if (left instanceof Value.Text a && right instanceof Value.Text b) {
      order = a.text().compareTo(b.text());
    } else {
      OptionalDouble a = left.asNumber();
      OptionalDouble b = right.asNumber();
      if (a.isEmpty() || b.isEmpty()) {
        return relation == Condition.Relation.NOT_EQUAL;
      }
      order = Double.compare(a.getAsDouble() + 0.0, b.getAsDouble() + 0.0);
    }
    return switch (relation) {
      case EQUAL, EQUAL_IF_DEFINED -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  /** Takes the leftmost fit of each piece between two {@code %}, which is enough. */
  static boolean like(String text, String pattern) {
    String[] pieces = pattern.split("%", -1);
    if (pieces.length == 1) {
      return text.equals(pattern);
    }
    String last = pieces[pieces.length - 1];
    int at = pieces[0].length();
    if (!text.startsWith(pieces[0])) {
      return false;
    }
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = text.indexOf(pieces[i], at);
      if (found < 0) {
        return false;
      }
      at = found + pieces[i].length();
    }
    return text.length() - last.length() >= at && text.endsWith(last);
  }
}
