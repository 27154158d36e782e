// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Constant;

/** Makes values comparable, or says why they are not. */
final class Comparables {

  private static final Pattern DATE_WITHOUT_QUOTES = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}");
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");

  private Comparables() {}

  /** Two values of comparable types. */
  record Pair(Expression left, Expression right) {}

  /** Two values made comparable. */
  static Pair align(Operand left, Operand right, Binding binding) {
    List<Expression> both = align(left, List.of(right), binding);
    return new Pair(both.get(0), both.get(1));
  }

  /**
   * A value and several others that it is compared with, made comparable; the value comes first.
   */
  static List<Expression> align(Operand value, List<Operand> others, Binding binding) {
    ValueType common = value.value().type();
    boolean valueIsNull = TypeRules.isNull(value.value());
    for (Operand other : others) {
      if (!TypeRules.isNull(other.value())) {
        common = valueIsNull ? other.value().type() : meet(value, other, common, binding);
        valueIsNull = false;
      }
    }
    List<Expression> aligned = new ArrayList<>(others.size() + 1);
    aligned.add(adapt(value, common));
    for (Operand other : others) {
      aligned.add(adapt(other, common));
    }
    return aligned;
  }

  private static Expression adapt(Operand operand, ValueType common) {
    if (TypeRules.isNull(operand.value())) {
      return TypeRules.coerce(operand.value(), common, operand.span());
    }
    if (common.isNumeric()) {
      return operand.value();
    }
    if (common.isBoolean()) {
      return truth(operand.value()).orElse(operand.value());
    }
    if (!common.isTimestamp() && operand.value().type().isString()) {
      return operand.value();
    }
    return TypeRules.coerce(operand.value(), common, operand.span());
  }

  /** The type in which two values can be compared. */
  private static ValueType meet(Operand left, Operand right, ValueType common, Binding binding) {
    ValueType type = right.value().type();
    refuseIncomparable(left);
    refuseIncomparable(right);
    if (common.isNumeric() && type.isNumeric()) {
      return common;
    }
    if (common.isString() && type.isString()) {
      return common.isTimestamp() || !type.isTimestamp() ? common : type;
    }
    if (common.isBoolean() && truth(right.value()).isPresent()) {
      return common;
    }
    if (type.isBoolean() && truth(left.value()).isPresent()) {
      return type;
    }
    throw mismatch(left, right, binding);
  }

  private static void refuseIncomparable(Operand operand) {
    ValueType type = operand.value().type();
    if (type.isGeometry() && !type.isString()) {
      throw new Refusal(
          capital(operand.isOfKind())
              + "; geometries are compared by CONTAINS, INTERSECTS or DISTANCE.",
          operand.span());
    }
    if (type.isArray()) {
      throw new Refusal(
          capital(operand.words()) + " is an array, which cannot be compared.", operand.span());
    }
  }

  /** What a value means as a truth value: itself, 1 and 0, or true and false as text. */
  private static Optional<Expression> truth(Expression value) {
    if (value.type().isBoolean()) {
      return Optional.of(value);
    }
    if (!(value instanceof Constant constant)) {
      return Optional.empty();
    }
    String word = String.valueOf(constant.value()).toLowerCase(Locale.ROOT);
    return switch (word) {
      case "1", "true", "t" -> Optional.of(new Constant(true, ValueType.BOOLEAN));
      case "0", "false", "f" -> Optional.of(new Constant(false, ValueType.BOOLEAN));
      default -> Optional.empty();
    };
  }

  private static Refusal mismatch(Operand left, Operand right, Binding binding) {
    boolean leftIsSubject = !(left.value() instanceof Constant);
    Operand subject = leftIsSubject ? left : right;
    Operand object = leftIsSubject ? right : left;
    String message =
        capital(subject.isOfKind())
            + ", compared with "
            + object.words()
            + (object.value() instanceof Constant
                ? ""
                : ", which is " + TypeRules.kind(object.value().type()))
            + ".";
    return new Refusal(message + advice(subject, object, binding), object.span());
  }

  private static String advice(Operand subject, Operand object, Binding binding) {
    String written = binding.excerpt(object.span());
    ValueType type = subject.value().type();
    if (type.isString() && DATE_WITHOUT_QUOTES.matcher(written).matches()) {
      return " Write the date in single quotes: '" + written + "'.";
    }
    if (!(object.value() instanceof Constant constant)) {
      return "";
    }
    if (type.isString()) {
      return " Write it in single quotes: '" + written + "'.";
    }
    if (type.isNumeric()
        && constant.value() instanceof String text
        && NUMBER.matcher(text).matches()) {
      return " Write it without quotes: " + text.strip() + ".";
    }
    return "";
  }

  /** A sentence's beginning. */
  static String capital(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
