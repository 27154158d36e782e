// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nasmyth.adql.tree.Aggregate;
import org.nasmyth.adql.tree.Arithmetic;
import org.nasmyth.adql.tree.ArithmeticStep;
import org.nasmyth.adql.tree.Case;
import org.nasmyth.adql.tree.CaseBranch;
import org.nasmyth.adql.tree.Cast;
import org.nasmyth.adql.tree.CastTarget;
import org.nasmyth.adql.tree.ColumnReference;
import org.nasmyth.adql.tree.Concatenation;
import org.nasmyth.adql.tree.FunctionCall;
import org.nasmyth.adql.tree.NullLiteral;
import org.nasmyth.adql.tree.NumericLiteral;
import org.nasmyth.adql.tree.SetQuantifier;
import org.nasmyth.adql.tree.Signed;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.adql.tree.StandardFunction;
import org.nasmyth.adql.tree.StringLiteral;
import org.nasmyth.adql.tree.UserFunctionCall;
import org.nasmyth.adql.tree.ValueExpression;
import org.nasmyth.adql.tree.ValueVisitor;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Constant;

/** Binds values of one clause. */
final class ValueBinder implements ValueVisitor<Expression> {

  private final Binding binding;
  private final Scope scope;
  private final Clause clause;
  private final ColumnFinder columns;
  private final CallBinder calls;
  private final GeometryBinder geometry;

  /**
   * A binder.
   *
   * @param binding the statement
   * @param scope what names can mean
   * @param clause where the values stand
   * @param aliases the names of the select list, if the clause may use them
   */
  ValueBinder(Binding binding, Scope scope, Clause clause, AliasLookup aliases) {
    this.binding = binding;
    this.scope = scope;
    this.clause = clause;
    columns = new ColumnFinder(binding, scope, clause, aliases);
    calls = new CallBinder(binding, this);
    geometry = new GeometryBinder(binding, this);
  }

  /** Binds a value. */
  Expression bind(ValueExpression node) {
    int before = scope.looseCount();
    int uses = scope.useCount();
    binding.countNode();
    Expression value = node.accept(this);
    if (!scope.isGrouped(value)) {
      return value;
    }
    scope.forgiveSince(before);
    // What uses columns of outer queries alone is the same for all rows of the group.
    boolean varies = scope.useCount() > uses;
    return varies && !scope.isInsideAggregate() ? new Equality(binding).ofGroup(value) : value;
  }

  /** Binds a value for an operation that will check its type. */
  Operand operand(ValueExpression node) {
    return new Operand(bind(node), node, binding);
  }

  /** Binds a value that must be a number. */
  Operand number(ValueExpression node, String what) {
    Operand operand = operand(node);
    if (!operand.value().type().isNumeric() && !TypeRules.isNull(operand.value())) {
      throw new Refusal(
          what + " must be a number, but " + operand.isOfKind() + ".", operand.span());
    }
    return operand;
  }

  /** Binds a value that must be text. */
  Operand text(ValueExpression node, String what) {
    Operand operand = operand(node);
    if (!TypeRules.isText(operand.value().type())) {
      throw new Refusal(what + " must be a text, but " + operand.isOfKind() + ".", operand.span());
    }
    return operand;
  }

  /** Binds CONTAINS or INTERSECTS as a condition. */
  Expression condition(FunctionCall call) {
    return geometry.condition(call);
  }

  /** A binder for conditions at the same place. */
  ConditionBinder conditions() {
    return new ConditionBinder(binding, scope, this);
  }

  @Override
  public Expression visit(NullLiteral literal) {
    return new Constant(null, ValueType.STRING);
  }

  @Override
  public Expression visit(NumericLiteral literal) {
    return number(literal.text(), literal.isInteger(), literal.span());
  }

  private static Constant number(String text, boolean integer, Span span) {
    if (integer) {
      try {
        long value = Long.parseLong(text);
        boolean small = value == (int) value;
        return new Constant(value, small ? ValueType.INT : ValueType.LONG);
      } catch (NumberFormatException tooLong) {
        // An integer beyond 64 bits is a floating-point number, as it is for databases.
      }
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new Refusal("The number is too large; the largest is about 1.8E308.", span);
    }
    return new Constant(value, ValueType.DOUBLE);
  }

  @Override
  public Expression visit(StringLiteral literal) {
    boolean ascii = literal.value().chars().allMatch(c -> c < 128);
    return new Constant(literal.value(), ascii ? ValueType.STRING : ValueType.UNICODE_STRING);
  }

  @Override
  public Expression visit(ColumnReference column) {
    return columns.find(column);
  }

  @Override
  public Expression visit(Arithmetic arithmetic) {
    String what = arithmetic.isAdditive() ? "What + and - combine" : "What * and / combine";
    Expression result = arithmeticOperand(arithmetic.first(), what);
    for (ArithmeticStep step : arithmetic.rest()) {
      Expression operand = arithmeticOperand(step.operand(), what);
      result = Folding.combine(operator(step.operator()), result, operand);
    }
    return result;
  }

  private Expression arithmeticOperand(ValueExpression node, String what) {
    Expression value = number(node, what).value();
    return TypeRules.isNull(value) ? new Constant(null, ValueType.INT) : value;
  }

  private static Expression.Arithmetic.Operator operator(ArithmeticStep.Operator operator) {
    return switch (operator) {
      case PLUS -> Expression.Arithmetic.Operator.ADD;
      case MINUS -> Expression.Arithmetic.Operator.SUBTRACT;
      case TIMES -> Expression.Arithmetic.Operator.MULTIPLY;
      case DIVIDED_BY -> Expression.Arithmetic.Operator.DIVIDE;
    };
  }

  @Override
  public Expression visit(Signed signed) {
    if (signed.negative() && signed.operand() instanceof NumericLiteral literal) {
      return number("-" + literal.text(), literal.isInteger(), signed.span());
    }
    Expression operand = number(signed.operand(), "What stands behind a sign").value();
    return signed.negative() ? Folding.negate(operand) : operand;
  }

  @Override
  public Expression visit(Concatenation concatenation) {
    List<Expression> parts = new ArrayList<>(concatenation.operands().size());
    for (ValueExpression operand : concatenation.operands()) {
      parts.add(text(operand, "What || joins").value());
    }
    return new Expression.Concatenation(parts);
  }

  @Override
  public Expression visit(Aggregate aggregate) {
    return overGroup(
        aggregate.function().name(),
        aggregate.span(),
        () -> {
          boolean distinct =
              aggregate.quantifier().filter(SetQuantifier.DISTINCT::equals).isPresent();
          return aggregate.argument().isEmpty()
              ? new Expression.Aggregate(
                  Expression.Aggregate.Function.COUNT, null, distinct, ValueType.LONG)
              : aggregate(aggregate.function(), operand(aggregate.argument().get()), distinct);
        });
  }

  /** Binds an aggregate, whose arguments may use all columns, or says why it cannot stand here. */
  Expression overGroup(String name, Span span, Supplier<Expression> bound) {
    if (!clause.allowsAggregates()) {
      String advice =
          clause == Clause.WHERE
              ? "; put the condition into HAVING"
              : "; aggregates stand in SELECT, HAVING and ORDER BY";
      throw new Refusal(
          "The aggregate " + name + " cannot be used in " + clause.keyword() + advice + ".", span);
    }
    if (scope.isInsideAggregate()) {
      throw new Refusal(
          "The aggregate "
              + name
              + " stands inside another; compute the inner one in a sub-query in FROM.",
          span);
    }
    scope.openAggregate();
    try {
      return bound.get();
    } finally {
      scope.closeAggregate();
    }
  }

  private Expression aggregate(Aggregate.Function function, Operand argument, boolean distinct) {
    ValueType type = argument.value().type();
    boolean comparable = (!type.isGeometry() || type.isString()) && !type.isArray();
    boolean fits =
        switch (function) {
          case COUNT -> true;
          case MIN, MAX -> comparable && !type.isBoolean();
          case SUM, AVG -> type.isNumeric();
        };
    if (!fits) {
      throw new Refusal(
          comparable && !type.isBoolean()
              ? function + " needs a number, but " + argument.isOfKind() + "."
              : function
                  + " cannot be taken of "
                  + argument.words()
                  + ", which is "
                  + TypeRules.kind(type)
                  + ".",
          argument.span());
    }
    ValueType result =
        switch (function) {
          case COUNT -> ValueType.LONG;
          case MIN, MAX -> type;
          case SUM -> TypeRules.isFloating(type) ? ValueType.DOUBLE : ValueType.LONG;
          case AVG -> ValueType.DOUBLE;
        };
    boolean counted = function == Aggregate.Function.COUNT && distinct;
    return new Expression.Aggregate(
        Expression.Aggregate.Function.valueOf(function.name()),
        counted ? new Equality(binding).key(argument.value()) : argument.value(),
        distinct,
        result);
  }

  @Override
  public Expression visit(FunctionCall call) {
    return call.function().kind() == StandardFunction.Kind.GEOMETRY
        ? geometry.bind(call)
        : calls.bind(call);
  }

  @Override
  public Expression visit(UserFunctionCall call) {
    return calls.bind(call);
  }

  @Override
  public Expression visit(Cast cast) {
    binding.require(AdqlFeatures.Optional.CAST, cast.span());
    Operand operand = operand(cast.operand());
    ValueType target = type(cast.target());
    ValueType from = operand.value().type();
    boolean possible =
        target.isGeometry()
            ? from.isString() || from.shape() == target.shape()
            : target.isTimestamp()
                ? from.isString()
                : target.isString()
                    ? !from.isArray()
                    : from.isNumeric()
                        || from.isBoolean()
                        || (from.isString() && !from.isGeometry());
    if (!possible && !TypeRules.isNull(operand.value())) {
      throw new Refusal(
          Comparables.capital(operand.isOfKind())
              + " and cannot be cast to "
              + cast.target().type().keyword()
              + ".",
          cast.span());
    }
    if (TypeRules.isNull(operand.value())) {
      return new Constant(null, target);
    }
    if (target.isTimestamp()) {
      return TypeRules.coerce(operand.value(), target, operand.span());
    }
    return new Expression.Cast(operand.value(), target);
  }

  private static ValueType type(CastTarget target) {
    return switch (target.type()) {
      case SMALLINT -> ValueType.SHORT;
      case INTEGER -> ValueType.INT;
      case BIGINT -> ValueType.LONG;
      case REAL -> ValueType.FLOAT;
      case DOUBLE_PRECISION -> ValueType.DOUBLE;
      case CHAR, VARCHAR ->
          target.length().isPresent()
              ? ValueType.STRING.withArraysize(target.length().getAsInt() + "*")
              : ValueType.STRING;
      case TIMESTAMP -> ValueType.TIMESTAMP;
      case POINT -> ValueType.POINT;
      case CIRCLE -> ValueType.CIRCLE;
      case POLYGON -> ValueType.POLYGON;
    };
  }

  @Override
  public Expression visit(Case choice) {
    List<Expression> conditions =
        choice.operand().isPresent()
            ? equalities(choice, choice.operand().get())
            : searches(choice);
    List<Operand> results = new ArrayList<>();
    for (CaseBranch branch : choice.branches()) {
      results.add(operand(branch.result()));
    }
    @Nullable Operand otherwise = choice.otherwise().map(this::operand).orElse(null);
    List<Operand> all = new ArrayList<>(results);
    if (otherwise != null) {
      all.add(otherwise);
    }
    ValueType type = TypeRules.unify(all, "The results of CASE");
    List<Expression.Case.Branch> branches = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Operand result = results.get(i);
      branches.add(
          new Expression.Case.Branch(
              conditions.get(i), TypeRules.coerce(result.value(), type, result.span())));
    }
    return new Expression.Case(
        branches,
        otherwise == null ? null : TypeRules.coerce(otherwise.value(), type, otherwise.span()),
        type);
  }

  private List<Expression> searches(Case choice) {
    ConditionBinder binder = conditions();
    List<Expression> conditions = new ArrayList<>();
    for (CaseBranch branch : choice.branches()) {
      if (branch instanceof CaseBranch.When when) {
        conditions.add(binder.bind(when.condition()));
      }
    }
    return conditions;
  }

  /**
   * CASE with an operand compares it in every branch, so it is there as often as there are
   * branches.
   */
  private List<Expression> equalities(Case choice, ValueExpression subject) {
    try (Binding.Copies unused = binding.copying(subject, choice.branches().size())) {
      Operand operand = operand(subject);
      List<Expression> conditions = new ArrayList<>();
      for (CaseBranch branch : choice.branches()) {
        if (branch instanceof CaseBranch.Equal equal) {
          Comparables.Pair pair = Comparables.align(operand, operand(equal.value()), binding);
          conditions.add(
              new Equality(binding)
                  .comparison(Expression.Comparison.Operator.EQUAL, pair.left(), pair.right()));
        }
      }
      return conditions;
    }
  }
}
