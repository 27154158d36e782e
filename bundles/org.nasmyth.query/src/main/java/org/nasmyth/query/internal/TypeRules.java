// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Cast;
import org.nasmyth.api.query.Expression.Constant;

/** Which types go together, and what comes out. The same on every database. */
final class TypeRules {

  private TypeRules() {}

  /** What kind of value a type is, for a message. */
  static String kind(ValueType type) {
    if (type.isGeometry()) {
      return "a " + Objects.requireNonNull(type.shape()).name().toLowerCase(Locale.ROOT);
    }
    if (type.isTimestamp()) {
      return "a timestamp";
    }
    if (type.isString()) {
      return "a text";
    }
    if (type.isArray()) {
      return "an array";
    }
    return type.datatype() == Datatype.BOOLEAN ? "a truth value" : "a number";
  }

  static boolean isNull(Expression value) {
    return value instanceof Constant constant && constant.value() == null;
  }

  /** Whether a value is text: a string, a timestamp or a region that is delivered as text. */
  static boolean isText(ValueType type) {
    return type.isString();
  }

  static boolean isFloating(ValueType type) {
    return type.datatype() == Datatype.FLOAT || type.datatype() == Datatype.DOUBLE;
  }

  /**
   * The type of a sum, difference, product or quotient: integers give the wider of both and at
   * least a 32-bit integer; a 32-bit float stays one only among its like and with small integers.
   */
  static ValueType arithmetic(ValueType left, ValueType right) {
    ValueType wider = wider(left.datatype(), right.datatype());
    return wider.datatype() == Datatype.SHORT ? ValueType.INT : wider;
  }

  private static ValueType wider(Datatype left, Datatype right) {
    if (left == Datatype.DOUBLE || right == Datatype.DOUBLE) {
      return ValueType.DOUBLE;
    }
    if (left == Datatype.FLOAT || right == Datatype.FLOAT) {
      Datatype other = left == Datatype.FLOAT ? right : left;
      boolean exact = other != Datatype.INT && other != Datatype.LONG;
      return exact ? ValueType.FLOAT : ValueType.DOUBLE;
    }
    if (left == Datatype.LONG || right == Datatype.LONG) {
      return ValueType.LONG;
    }
    return left == Datatype.INT || right == Datatype.INT ? ValueType.INT : ValueType.SHORT;
  }

  /** The one type that values of two types can have together; empty where there is none. */
  static Optional<ValueType> unify(ValueType left, ValueType right) {
    if (left.equals(right)) {
      return Optional.of(left);
    }
    if (left.isNumeric() && right.isNumeric()) {
      return Optional.of(
          left.datatype() == right.datatype()
              ? new ValueType(left.datatype(), null, null)
              : wider(left.datatype(), right.datatype()));
    }
    if (left.isString() && right.isString()) {
      boolean wide =
          left.datatype() == Datatype.UNICODE_CHAR || right.datatype() == Datatype.UNICODE_CHAR;
      String size = Objects.equals(left.arraysize(), right.arraysize()) ? left.arraysize() : "*";
      String xtype = Objects.equals(left.xtype(), right.xtype()) ? left.xtype() : null;
      return Optional.of(new ValueType(wide ? Datatype.UNICODE_CHAR : Datatype.CHAR, size, xtype));
    }
    boolean sameShape = left.isGeometry() && left.shape() == right.shape();
    if (sameShape && left.datatype() == right.datatype()) {
      return Optional.of(left);
    }
    return Optional.empty();
  }

  /**
   * The one type of several values. NULLs fit any type, and so do texts that are instants among
   * timestamps.
   *
   * @param what what the values are, to begin a message: {@code The values of COALESCE}
   */
  static ValueType unify(List<Operand> values, String what) {
    boolean timestamps = values.stream().anyMatch(v -> v.value().type().isTimestamp());
    Operand first = null;
    ValueType type = null;
    for (Operand operand : values) {
      if (isNull(operand.value())) {
        continue;
      }
      ValueType next = operand.value().type();
      if (timestamps && isInstant(operand.value())) {
        next = ValueType.TIMESTAMP;
      }
      if (type == null || first == null) {
        type = next;
        first = operand;
        continue;
      }
      Optional<ValueType> both = unify(type, next);
      if (both.isEmpty()) {
        throw new Refusal(
            what
                + " must be of one kind, but "
                + first.isOfKind()
                + " and "
                + operand.isOfKind()
                + ".",
            operand.span());
      }
      type = both.get();
    }
    return type == null ? ValueType.STRING : type;
  }

  private static boolean isInstant(Expression value) {
    return value instanceof Constant constant
        && constant.value() instanceof String text
        && TimestampText.normalise(text).isPresent();
  }

  /** A value in another type of the same family, or in one that a CAST can reach. */
  static Expression coerce(Expression value, ValueType target, Span span) {
    if (value instanceof Constant constant) {
      Object content = constant.value();
      if (content == null) {
        return new Constant(null, target);
      }
      if (content instanceof String text && target.isTimestamp()) {
        return instant(text, target, span);
      }
      if (content instanceof Long number && target.isNumeric()) {
        return isFloating(target)
            ? new Constant(number.doubleValue(), target)
            : new Constant(number, target);
      }
      if (content instanceof Double && isFloating(target)) {
        return new Constant(content, target);
      }
      if (content instanceof String && target.isString()) {
        return value;
      }
    }
    return isSameKind(value.type(), target) ? value : new Cast(value, target);
  }

  /** The constant instant that a text means. */
  static Constant instant(String text, ValueType type, Span span) {
    String normal =
        TimestampText.normalise(text)
            .orElseThrow(
                () ->
                    new Refusal(
                        "The text '"
                            + text
                            + "' is no timestamp. Write it as '2024-12-31T23:59:59' or a part of"
                            + " that, such as '2024-12-31' or '2024'.",
                        span));
    return new Constant(normal, type);
  }

  private static boolean isSameKind(ValueType type, ValueType target) {
    if (type.isString() && target.isString()) {
      return type.isTimestamp() == target.isTimestamp();
    }
    return type.datatype() == target.datatype()
        && type.isArray() == target.isArray()
        && type.shape() == target.shape();
  }
}
