// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.List;
import java.util.Locale;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Comparison.Operator;
import org.nasmyth.api.query.Query;

/**
 * How texts compare at this service: as they are, or without regard to case, as databases do with a
 * collation that knows none. Set operations always take them as they are.
 */
final class Equality {

  private final Binding binding;

  Equality(Binding binding) {
    this.binding = binding;
  }

  /** Whether case does not matter. */
  boolean ignoresCase() {
    return binding.rules().ignoresCase();
  }

  /** Two values compared, which are of comparable types already. */
  Expression comparison(Operator operator, Expression left, Expression right) {
    return ignores(left) && isText(right.type())
        ? new Expression.Comparison(operator, folded(left), folded(right))
        : new Expression.Comparison(operator, left, right);
  }

  /** Whether a value lies between two others, which are of comparable types already. */
  Expression between(Expression value, Expression low, Expression high, boolean negated) {
    return ignores(value) && isText(low.type()) && isText(high.type())
        ? new Expression.Between(folded(value), folded(low), folded(high), negated)
        : new Expression.Between(value, low, high, negated);
  }

  /** Whether a value is one of others. */
  Expression inList(Expression value, List<Expression> members, boolean negated) {
    return ignores(value)
        ? new Expression.InList(
            folded(value), members.stream().map(Equality::folded).toList(), negated)
        : new Expression.InList(value, members, negated);
  }

  /** Whether a value is in the one column of a query. */
  Expression inQuery(Expression value, Query query, boolean negated) {
    Field field = query.fields().get(0);
    if (!ignores(value) || !isText(field.type())) {
      return new Expression.InQuery(value, query, negated);
    }
    return new Expression.InQuery(
        folded(value), Wrapping.ofValues(query, Equality::folded, binding), negated);
  }

  /** Whether a value is a text whose case does not matter. */
  boolean ignores(Expression value) {
    return ignores(value.type());
  }

  /** Whether values of a type are texts whose case does not matter. */
  boolean ignores(ValueType type) {
    return ignoresCase() && isText(type);
  }

  /**
   * What tells groups apart by a value: for a text whose case does not matter, its small letters.
   */
  Expression key(Expression value) {
    return ignores(value) ? folded(value) : value;
  }

  /** The value that a group has which was made by {@link #key}: the first of its texts. */
  Expression ofGroup(Expression value) {
    if (!ignores(value) || value instanceof Expression.Constant) {
      return value;
    }
    Expression first =
        new Expression.Aggregate(Expression.Aggregate.Function.MIN, value, false, value.type());
    binding.noteMeaning(first, new Meaning(binding).of(value, "value"));
    return first;
  }

  private static boolean isText(ValueType type) {
    return type.isString() && !type.isTimestamp() && !type.isGeometry();
  }

  private static Expression folded(Expression value) {
    if (value instanceof Expression.Constant constant) {
      return constant.value() instanceof String text
          ? new Expression.Constant(text.toLowerCase(Locale.ROOT), constant.type())
          : constant;
    }
    if (value instanceof Expression.BuiltinCall call
        && call.function() == Expression.Builtin.LOWER) {
      return value;
    }
    boolean unicode = value.type().datatype() == Datatype.UNICODE_CHAR;
    return new Expression.BuiltinCall(
        Expression.Builtin.LOWER,
        List.of(value),
        unicode ? ValueType.UNICODE_STRING : ValueType.STRING);
  }
}
