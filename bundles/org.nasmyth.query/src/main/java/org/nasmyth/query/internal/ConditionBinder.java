// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.nasmyth.adql.tree.Between;
import org.nasmyth.adql.tree.ColumnReference;
import org.nasmyth.adql.tree.Comparison;
import org.nasmyth.adql.tree.Condition;
import org.nasmyth.adql.tree.ConditionVisitor;
import org.nasmyth.adql.tree.Conjunction;
import org.nasmyth.adql.tree.Disjunction;
import org.nasmyth.adql.tree.Exists;
import org.nasmyth.adql.tree.FunctionCall;
import org.nasmyth.adql.tree.InList;
import org.nasmyth.adql.tree.InQuery;
import org.nasmyth.adql.tree.Like;
import org.nasmyth.adql.tree.Negation;
import org.nasmyth.adql.tree.NullTest;
import org.nasmyth.adql.tree.NumericLiteral;
import org.nasmyth.adql.tree.Signed;
import org.nasmyth.adql.tree.ValueExpression;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;

/** Binds conditions of one clause. */
final class ConditionBinder implements ConditionVisitor<Expression> {

  private final Binding binding;
  private final Scope scope;
  private final ValueBinder values;

  ConditionBinder(Binding binding, Scope scope, ValueBinder values) {
    this.binding = binding;
    this.scope = scope;
    this.values = values;
  }

  /** Binds a condition. */
  Expression bind(Condition condition) {
    return condition.accept(this);
  }

  @Override
  public Expression visit(Disjunction disjunction) {
    return new Expression.Or(all(disjunction.operands()));
  }

  @Override
  public Expression visit(Conjunction conjunction) {
    return new Expression.And(all(conjunction.operands()));
  }

  private List<Expression> all(List<Condition> conditions) {
    List<Expression> bound = new ArrayList<>(conditions.size());
    for (Condition condition : conditions) {
      bound.add(bind(condition));
    }
    return bound;
  }

  @Override
  public Expression visit(Negation negation) {
    return new Expression.Not(bind(negation.operand()));
  }

  @Override
  public Expression visit(Comparison comparison) {
    Expression.Comparison.Operator operator =
        Expression.Comparison.Operator.valueOf(comparison.operator().name());
    if (comparison.left() instanceof FunctionCall call && GeometryBinder.isCondition(call)) {
      return conditionEquals(call, operator, comparison.right(), comparison);
    }
    if (comparison.right() instanceof FunctionCall call && GeometryBinder.isCondition(call)) {
      return conditionEquals(call, mirrored(operator), comparison.left(), comparison);
    }
    return plain(comparison, operator);
  }

  /** A comparison of CONTAINS or INTERSECTS with a number, which mostly is 1 or 0. */
  private Expression conditionEquals(
      FunctionCall call,
      Expression.Comparison.Operator operator,
      ValueExpression other,
      Comparison whole) {
    ValueExpression unsigned = other instanceof Signed signed ? signed.operand() : other;
    if (unsigned instanceof NumericLiteral) {
      OptionalDouble number = Folding.number(values.bind(other));
      boolean ifTrue = holds(operator, Double.compare(1, number.orElseThrow()));
      boolean ifFalse = holds(operator, Double.compare(0, number.orElseThrow()));
      if (ifTrue != ifFalse) {
        Expression condition = values.condition(call);
        return ifTrue ? condition : new Expression.Not(condition);
      }
    }
    return plain(whole, Expression.Comparison.Operator.valueOf(whole.operator().name()));
  }

  private static boolean holds(Expression.Comparison.Operator operator, int order) {
    return switch (operator) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  private static Expression.Comparison.Operator mirrored(Expression.Comparison.Operator operator) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> operator;
      case LESS -> Expression.Comparison.Operator.GREATER;
      case LESS_OR_EQUAL -> Expression.Comparison.Operator.GREATER_OR_EQUAL;
      case GREATER -> Expression.Comparison.Operator.LESS;
      case GREATER_OR_EQUAL -> Expression.Comparison.Operator.LESS_OR_EQUAL;
    };
  }

  private Expression plain(Comparison comparison, Expression.Comparison.Operator operator) {
    Operand left = comparand(comparison.left(), comparison.right());
    Operand right = comparand(comparison.right(), comparison.left());
    Comparables.Pair pair = Comparables.align(left, right, binding);
    return new Equality(binding).comparison(operator, pair.left(), pair.right());
  }

  /** One side of a comparison; an unknown name beside a text may be a text without its quotes. */
  private Operand comparand(ValueExpression node, ValueExpression beside) {
    try {
      return values.operand(node);
    } catch (Refusal.UnknownColumn unknown) {
      if (node instanceof ColumnReference column
          && !column.name().delimited()
          && beside instanceof ColumnReference
          && values.bind(beside).type().isString()) {
        throw new Refusal(
            unknown.problem()
                + " If it is a text, write it in single quotes: '"
                + column.name().text()
                + "'.",
            node.span());
      }
      throw unknown;
    }
  }

  @Override
  public Expression visit(Between between) {
    List<Expression> aligned =
        Comparables.align(
            values.operand(between.operand()),
            List.of(values.operand(between.low()), values.operand(between.high())),
            binding);
    return new Equality(binding)
        .between(aligned.get(0), aligned.get(1), aligned.get(2), between.negated());
  }

  @Override
  public Expression visit(InList in) {
    Operand operand = values.operand(in.operand());
    List<Operand> members = new ArrayList<>(in.values().size());
    for (ValueExpression value : in.values()) {
      members.add(comparand(value, in.operand()));
    }
    List<Expression> aligned = Comparables.align(operand, members, binding);
    return new Equality(binding)
        .inList(aligned.get(0), aligned.subList(1, aligned.size()), in.negated());
  }

  @Override
  public Expression visit(InQuery in) {
    Operand operand = values.operand(in.operand());
    Query query = new QueryBinder(binding, scope).bind(in.query());
    List<Field> fields = query.fields();
    if (fields.size() != 1) {
      throw new Refusal(
          "The sub-query of IN must select one column, but it selects " + fields.size() + ".",
          in.query().span());
    }
    ValueType left = operand.value().type();
    ValueType right = fields.get(0).type();
    boolean comparable =
        (left.isNumeric() && right.isNumeric())
            || (left.isString() && right.isString())
            || (left.isBoolean() && right.isBoolean())
            || TypeRules.isNull(operand.value());
    if (!comparable) {
      throw new Refusal(
          Comparables.capital(operand.isOfKind())
              + ", but column "
              + fields.get(0).name()
              + " of the sub-query is "
              + TypeRules.kind(right)
              + ".",
          in.span());
    }
    if (left.isString() && left.isTimestamp() != right.isTimestamp()) {
      Expression instant = TypeRules.coerce(operand.value(), ValueType.TIMESTAMP, operand.span());
      Query instants =
          right.isTimestamp()
              ? query
              : Wrapping.ofValues(
                  query, text -> new Expression.Cast(text, ValueType.TIMESTAMP), binding);
      return new Expression.InQuery(instant, instants, in.negated());
    }
    return new Equality(binding).inQuery(operand.value(), query, in.negated());
  }

  @Override
  public Expression visit(Like like) {
    String what = like.caseInsensitive() ? "ILIKE" : "LIKE";
    if (like.caseInsensitive()) {
      binding.require(AdqlFeatures.Optional.ILIKE, like.span());
    }
    Operand operand = values.text(like.operand(), "The value before " + what);
    Operand pattern = values.text(like.pattern(), "The pattern of " + what);
    return new Expression.Like(
        operand.value(),
        pattern.value(),
        like.caseInsensitive() || new Equality(binding).ignoresCase(),
        null,
        like.negated());
  }

  @Override
  public Expression visit(NullTest test) {
    return new Expression.IsNull(values.bind(test.operand()), test.negated());
  }

  @Override
  public Expression visit(Exists exists) {
    return new Expression.Exists(new QueryBinder(binding, scope).bind(exists.query()));
  }
}
