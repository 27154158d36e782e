// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;

/** Finds out what the values of an expression mean: unit, UCD, utype and description. */
final class Meaning {

  private static final String DEGREES = "deg";
  private static final String RADIANS = "rad";

  private final Binding binding;

  Meaning(Binding binding) {
    this.binding = binding;
  }

  /** A field for the values of an expression. */
  Field of(Expression value, String name) {
    return inherited(value).withName(name).withType(value.type());
  }

  private Field inherited(Expression value) {
    Field noted = binding.notedMeaning(value);
    if (noted != null) {
      return noted;
    }
    if (value instanceof Expression.ColumnValue column && binding.knows(column.source())) {
      return binding.fieldsOf(column.source()).get(column.column());
    }
    if (value instanceof Expression.Aggregate aggregate) {
      return ofAggregate(aggregate);
    }
    if (value instanceof Expression.BuiltinCall call
        && call.function() == Expression.Builtin.COALESCE) {
      return ofCoalesce(call);
    }
    if (value instanceof Expression.Cast cast) {
      Field operand = inherited(cast.operand());
      return cast.type().isNumeric() == cast.operand().type().isNumeric()
          ? operand
          : operand.withUnit(null);
    }
    return nameless(value.type()).withUnit(unit(value));
  }

  private Field ofAggregate(Expression.Aggregate aggregate) {
    Expression argument = aggregate.argument();
    if (aggregate.function() == Expression.Aggregate.Function.COUNT || argument == null) {
      return nameless(aggregate.type()).withUcd("meta.number");
    }
    Field of = inherited(argument);
    return switch (aggregate.function()) {
      case MIN -> of.withUcd(statistic(of.ucd(), "stat.min")).withUtype(null);
      case MAX -> of.withUcd(statistic(of.ucd(), "stat.max")).withUtype(null);
      case AVG -> of.withUcd(statistic(of.ucd(), "stat.mean")).withUtype(null);
      case SUM, COUNT -> nameless(aggregate.type()).withUnit(of.unit());
    };
  }

  private Field ofCoalesce(Expression.BuiltinCall call) {
    Field first = inherited(call.arguments().get(0));
    return Objects.equals(first.unit(), sharedUnit(call.arguments()))
        ? first
        : first.withUnit(null);
  }

  private static @Nullable String statistic(@Nullable String ucd, String word) {
    return ucd == null || List.of(ucd.split(";")).contains(word) ? ucd : ucd + ";" + word;
  }

  /** The unit of a computed value; null where it has none or none can be told. */
  private @Nullable String unit(Expression value) {
    Expression current = value;
    // A chain of sums has the unit of its members; a constant among them takes the unit of others.
    String unit = null;
    boolean known = false;
    while (current instanceof Expression.Arithmetic sum && isAdditive(sum)) {
      if (!isConstant(sum.right())) {
        String right = inherited(sum.right()).unit();
        if (known && !Objects.equals(unit, right)) {
          return null;
        }
        unit = right;
        known = true;
      }
      current = sum.left();
    }
    if (isConstant(current)) {
      return unit;
    }
    String first = current == value ? ofTerm(current) : inherited(current).unit();
    return !known || Objects.equals(unit, first) ? first : null;
  }

  private @Nullable String ofTerm(Expression value) {
    if (value instanceof Expression.Negation negation) {
      return inherited(negation.operand()).unit();
    }
    if (value instanceof Expression.BuiltinCall call) {
      return ofCall(call);
    }
    if (value instanceof Expression.FunctionCall call) {
      return call.function().unit();
    }
    if (value instanceof Expression.Case choice) {
      List<Expression> values =
          new ArrayList<>(choice.branches().stream().map(Expression.Case.Branch::value).toList());
      if (choice.otherwise() != null) {
        values.add(choice.otherwise());
      }
      return sharedUnit(values);
    }
    if (value instanceof Expression.Distance || value instanceof Expression.Coordinate) {
      return DEGREES;
    }
    if (value instanceof Expression.Area) {
      return "deg**2";
    }
    return value.type().isGeometry() && value.type().isArray() ? DEGREES : null;
  }

  private @Nullable String ofCall(Expression.BuiltinCall call) {
    return switch (call.function()) {
      case ABS, CEILING, FLOOR, ROUND, TRUNCATE, NULLIF ->
          inherited(call.arguments().get(0)).unit();
      case MOD, COALESCE -> sharedUnit(call.arguments());
      case DEGREES -> DEGREES;
      case RADIANS, ACOS, ASIN, ATAN, ATAN2 -> RADIANS;
      default -> null;
    };
  }

  /** The unit that all values have, constants left aside; null where they differ. */
  private @Nullable String sharedUnit(List<Expression> values) {
    String unit = null;
    boolean known = false;
    for (Expression value : values) {
      if (isConstant(value)) {
        continue;
      }
      String next = inherited(value).unit();
      if (known && !Objects.equals(unit, next)) {
        return null;
      }
      unit = next;
      known = true;
    }
    return unit;
  }

  private static boolean isAdditive(Expression.Arithmetic arithmetic) {
    return arithmetic.operator() == Expression.Arithmetic.Operator.ADD
        || arithmetic.operator() == Expression.Arithmetic.Operator.SUBTRACT;
  }

  private static boolean isConstant(Expression value) {
    return value instanceof Expression.Constant;
  }

  private static Field nameless(ValueType type) {
    return Field.of("value", type);
  }
}
