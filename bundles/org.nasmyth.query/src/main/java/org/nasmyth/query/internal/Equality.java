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
import org.nasmyth.api.query.QueryBody;

/** When two texts are equal at this service: as they are, or without regard to case. */
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
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    return equality && ignoresCase() && isText(left) && isText(right)
        ? new Expression.Comparison(operator, folded(left), folded(right))
        : new Expression.Comparison(operator, left, right);
  }

  /** Whether a value is one of others. */
  Expression inList(Expression value, List<Expression> members, boolean negated) {
    return ignoresCase() && isText(value)
        ? new Expression.InList(
            folded(value), members.stream().map(Equality::folded).toList(), negated)
        : new Expression.InList(value, members, negated);
  }

  /** Whether a value is in the one column of a query. */
  Expression inQuery(Expression value, Query query, boolean negated) {
    Field field = query.fields().get(0);
    if (!ignoresCase() || !isText(value) || !isText(field.type())) {
      return new Expression.InQuery(value, query, negated);
    }
    QueryBody.Select all = Wrapping.of(query, binding);
    QueryBody.Output output = all.outputs().get(0);
    QueryBody.Select folded =
        new QueryBody.Select(
            false,
            List.of(new QueryBody.Output(folded(output.value()), output.field())),
            all.from(),
            null,
            List.of(),
            null);
    return new Expression.InQuery(folded(value), Query.of(folded), negated);
  }

  private static boolean isText(Expression value) {
    return isText(value.type());
  }

  private static boolean isText(ValueType type) {
    return type.isString() && !type.isTimestamp();
  }

  private static Expression folded(Expression value) {
    if (value instanceof Expression.Constant constant) {
      return constant.value() instanceof String text
          ? new Expression.Constant(text.toLowerCase(Locale.ROOT), constant.type())
          : constant;
    }
    boolean unicode = value.type().datatype() == Datatype.UNICODE_CHAR;
    return new Expression.BuiltinCall(
        Expression.Builtin.LOWER,
        List.of(value),
        unicode ? ValueType.UNICODE_STRING : ValueType.STRING);
  }
}
