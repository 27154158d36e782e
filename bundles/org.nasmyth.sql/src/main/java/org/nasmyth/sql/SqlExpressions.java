// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.BuiltinCall;
import org.nasmyth.api.query.Query;

/**
 * Writes expressions of the bound tree as SQL values of their {@link StorageType}: what databases
 * read alike is here, what they read in ways of their own is left to a dialect. Used by one thread.
 */
public abstract class SqlExpressions {

  /** Longer lists of constants become one parameter. */
  private static final int LONG_LIST = 32;

  private static final Pattern FIXED_SIZE = Pattern.compile("(\\d+)\\*?");

  private boolean canFail;

  /**
   * The constants of a long list.
   *
   * @param type what holds all of them
   * @param values Long, Double, Boolean, String, what {@link #instant} makes, or null
   */
  protected record Constants(StorageType type, List<@Nullable Object> values) {}

  /** Whether something was written whose failure, or whose code, depends on a row's values. */
  public final boolean canFail() {
    return canFail;
  }

  /** Notes that what is being written can fail by a row's values. */
  public final void noteFallible() {
    canFail = true;
  }

  /** Writes what the archive itself has made, so that nothing can be learnt by its failing. */
  protected final String forgiven(Supplier<String> writing) {
    boolean before = canFail;
    String sql = writing.get();
    canFail = before;
    return sql;
  }

  // What dialects differ in

  /** The name of a type in SQL; not asked for arrays. */
  protected abstract String typeName(StorageType type);

  /** A value in another storage type. */
  protected abstract String converted(String sql, StorageType from, StorageType wanted);

  /** A column of a source. */
  protected abstract String column(Expression.ColumnValue column);

  /** A constant, as a parameter of the statement. */
  protected abstract String constant(Expression.Constant constant);

  /** An instant, written as DALI has it, as an element of a list. */
  protected abstract Object instant(String written);

  /** A sub-query, without parentheses. */
  protected abstract String query(Query query);

  /** What computes with geometries. */
  protected abstract GeometrySql geometry();

  /** A call of a function that is not ADQL's own. */
  protected abstract String function(Expression.FunctionCall call);

  /** An aggregate. */
  protected abstract String aggregate(Expression.Aggregate aggregate);

  /** POWER: NULL where there is no number, or one that is too large. */
  protected abstract String power(BuiltinCall call);

  /** ROUND and TRUNCATE. */
  protected abstract String rounded(BuiltinCall call);

  /** UPPER and LOWER. */
  protected abstract String folded(BuiltinCall call);

  /** LIKE and ILIKE. */
  protected abstract String like(Expression.Like like);

  /** An operand of a comparison, in a type in which it compares with the other side. */
  protected abstract String compared(Expression value, Expression other);

  /** Whether an operand is among many constants. */
  protected abstract String amongMany(Expression.InList in, Constants constants);

  /** Whether a row's values can make a function of ADQL's own fail. */
  protected boolean canFail(Expression.Builtin function) {
    return true;
  }

  /** Whether a row's values can make arithmetic of a type fail. */
  protected boolean arithmeticCanFail(StorageType type) {
    return true;
  }

  /** Whether an expression is not written but called by a name. */
  protected boolean isNamed(Expression expression) {
    return false;
  }

  /** The operator of a division that has values of a type. */
  protected String division(StorageType type) {
    return "/";
  }

  /** What stands behind the right side of a comparison. */
  protected String collation(Expression.Comparison comparison) {
    return "";
  }

  /** A limit of BETWEEN. */
  protected String bound(Expression limit, Expression operand) {
    return compared(limit, operand);
  }

  /** NOT. */
  protected String negated(Expression condition) {
    return "(NOT " + value(condition) + ")";
  }

  /** EXISTS. */
  protected String exists(Expression.Exists exists) {
    return "EXISTS (" + query(exists.query()) + ")";
  }

  // The walk

  /** The value of an expression. */
  public String value(Expression expression) {
    if (expression instanceof Expression.Condition condition) {
      return condition(condition);
    }
    if (expression instanceof Expression.Constant constant) {
      return constant(constant);
    }
    if (expression instanceof Expression.ColumnValue column) {
      return column(column);
    }
    if (expression instanceof Expression.Arithmetic arithmetic) {
      return arithmetic(arithmetic);
    }
    if (expression instanceof Expression.Negation negation) {
      // The smallest whole number has no opposite.
      noteFallible();
      return "(- " + value(negation.operand()) + ")";
    }
    if (expression instanceof Expression.Concatenation concatenation) {
      return concatenation.parts().stream()
          .map(part -> as(part, StorageType.TEXT))
          .collect(Collectors.joining(" || ", "(", ")"));
    }
    if (expression instanceof BuiltinCall call) {
      return builtin(call);
    }
    if (expression instanceof Expression.FunctionCall call) {
      return function(call);
    }
    if (expression instanceof Expression.Aggregate aggregate) {
      return aggregate(aggregate);
    }
    if (expression instanceof Expression.Cast cast) {
      return cast(cast);
    }
    if (expression instanceof Expression.Case choice) {
      return choice(choice);
    }
    if (expression instanceof Expression.ScalarQuery scalar) {
      noteFallible();
      return "(" + query(scalar.query()) + ")";
    }
    if (expression instanceof Expression.Distance distance) {
      return geometry().distance(distance);
    }
    if (expression instanceof Expression.Area area) {
      return geometry().area(area);
    }
    if (expression instanceof Expression.Coordinate coordinate) {
      return geometry().coordinate(coordinate);
    }
    return geometry().value(expression);
  }

  /** The value of an expression in another storage type. */
  public final String as(Expression expression, StorageType wanted) {
    return converted(value(expression), StorageType.of(expression.type()), wanted);
  }

  /** Without recursion along the left side, where sums of many terms are deep. */
  private String arithmetic(Expression.Arithmetic outermost) {
    List<Expression.Arithmetic> chain = new ArrayList<>();
    Expression leftmost = outermost;
    while (leftmost instanceof Expression.Arithmetic next && (chain.isEmpty() || !isNamed(next))) {
      chain.add(next);
      leftmost = next.left();
    }
    StringBuilder sql = new StringBuilder("(".repeat(chain.size()));
    StorageType have = StorageType.of(leftmost.type());
    String innermost = value(leftmost);
    for (int i = chain.size() - 1; i >= 0; i--) {
      Expression.Arithmetic next = chain.get(i);
      StorageType wanted = StorageType.of(next.type());
      if (innermost.isEmpty()) {
        if (have != wanted) {
          sql.append("::").append(typeName(wanted));
        }
      } else {
        sql.append(converted(innermost, have, wanted));
        innermost = "";
      }
      appendOperation(sql, next, wanted);
      have = wanted;
    }
    return sql.toString();
  }

  private void appendOperation(
      StringBuilder sql, Expression.Arithmetic operation, StorageType type) {
    if (arithmeticCanFail(type)) {
      noteFallible();
    }
    String right = as(operation.right(), type);
    switch (operation.operator()) {
      case ADD -> sql.append(" + ").append(right);
      case SUBTRACT -> sql.append(" - ").append(right);
      case MULTIPLY -> sql.append(" * ").append(right);
      case DIVIDE ->
          sql.append(' ').append(division(type)).append(" NULLIF(").append(right).append(", 0)");
    }
    sql.append(')');
  }

  private String builtin(BuiltinCall call) {
    List<Expression> arguments = call.arguments();
    StorageType type = StorageType.of(call.type());
    if (canFail(call.function())) {
      noteFallible();
    }
    return switch (call.function()) {
      case ABS -> result("abs", call, type);
      case MOD ->
          type.isInteger()
              ? "("
                  + as(arguments.get(0), type)
                  + " % NULLIF("
                  + as(arguments.get(1), type)
                  + ", 0))"
              : Domains.remainder(as(arguments.get(0), type), as(arguments.get(1), type));
      case CEILING -> real("ceil", call);
      case DEGREES -> real("degrees", call, Domains::radians);
      case EXP ->
          converted(
              Domains.exponential(as(arguments.get(0), StorageType.DOUBLE)),
              StorageType.DOUBLE,
              type);
      case FLOOR -> real("floor", call);
      case LOG -> real("ln", call, Domains::positive);
      case LOG10 -> real("log10", call, Domains::positive);
      case PI -> "pi()";
      case POWER -> power(call);
      case RADIANS -> real("radians", call);
      case RAND -> "random()";
      case ROUND, TRUNCATE -> rounded(call);
      case SQRT -> real("sqrt", call, Domains::notNegative);
      case ACOS -> real("acos", call, Domains::sine);
      case ASIN -> real("asin", call, Domains::sine);
      case ATAN -> real("atan", call);
      case ATAN2 -> real("atan2", call);
      case COS -> real("cos", call, Domains::finite);
      case COT -> real("cot", call, argument -> Domains.notZero(Domains.finite(argument)));
      case SIN -> real("sin", call, Domains::finite);
      case TAN -> real("tan", call, Domains::finite);
      case LOWER, UPPER -> folded(call);
      case COALESCE -> result("coalesce", call, type);
      case NULLIF -> "nullif(" + as(arguments.get(0), type) + ", " + value(arguments.get(1)) + ")";
    };
  }

  /** A function with all arguments in one type. */
  protected final String result(String name, BuiltinCall call, StorageType type) {
    return call.arguments().stream()
        .map(argument -> as(argument, type))
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  /** A function of one number that has a value only for some. */
  private String real(String name, BuiltinCall call, UnaryOperator<String> domain) {
    String argument = domain.apply(as(call.arguments().get(0), StorageType.DOUBLE));
    return converted(name + "(" + argument + ")", StorageType.DOUBLE, StorageType.of(call.type()));
  }

  private String real(String name, BuiltinCall call) {
    String sql = result(name, call, StorageType.DOUBLE);
    return converted(sql, StorageType.DOUBLE, StorageType.of(call.type()));
  }

  private String cast(Expression.Cast cast) {
    ValueType type = cast.type();
    String sql = valueAs(cast.operand(), type);
    Integer size = StorageType.of(type) == StorageType.TEXT ? fixedSize(type) : null;
    return size == null ? sql : "left(" + sql + ", " + size + ")";
  }

  private static @Nullable Integer fixedSize(ValueType type) {
    if (type.arraysize() == null) {
      return 1;
    }
    Matcher matcher = FIXED_SIZE.matcher(type.arraysize());
    return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
  }

  private String choice(Expression.Case choice) {
    StringBuilder sql = new StringBuilder("(CASE");
    for (Expression.Case.Branch branch : choice.branches()) {
      sql.append(" WHEN ").append(value(branch.condition()));
      sql.append(" THEN ").append(valueAs(branch.value(), choice.type()));
    }
    if (choice.otherwise() != null) {
      sql.append(" ELSE ").append(valueAs(choice.otherwise(), choice.type()));
    }
    return sql.append(" END)").toString();
  }

  /** A value in another type, a geometry in another geometric one too. */
  private String valueAs(Expression value, ValueType type) {
    return type.isGeometry() && value.type().isGeometry()
        ? geometry().valueAs(value, type)
        : as(value, StorageType.of(type));
  }

  private String condition(Expression.Condition condition) {
    if (condition instanceof Expression.Comparison comparison) {
      return comparison(comparison);
    }
    if (condition instanceof Expression.And and) {
      return joined(and.operands(), " AND ");
    }
    if (condition instanceof Expression.Or or) {
      return joined(or.operands(), " OR ");
    }
    if (condition instanceof Expression.Not not) {
      return negated(not.operand());
    }
    if (condition instanceof Expression.IsNull isNull) {
      return "(" + value(isNull.operand()) + (isNull.negated() ? " IS NOT NULL)" : " IS NULL)");
    }
    if (condition instanceof Expression.Between between) {
      return "("
          + compared(between.operand(), between.low())
          + not(between.negated())
          + " BETWEEN "
          + bound(between.low(), between.operand())
          + " AND "
          + bound(between.high(), between.operand())
          + ")";
    }
    if (condition instanceof Expression.InList in) {
      return inList(in);
    }
    if (condition instanceof Expression.InQuery in) {
      return "(" + value(in.operand()) + not(in.negated()) + " IN (" + query(in.query()) + "))";
    }
    if (condition instanceof Expression.Exists exists) {
      return exists(exists);
    }
    if (condition instanceof Expression.Like like) {
      return like(like);
    }
    if (condition instanceof Expression.Contains contains) {
      return geometry().contains(contains);
    }
    return geometry().intersects((Expression.Intersects) condition);
  }

  private String joined(List<Expression> operands, String operator) {
    return operands.stream().map(this::value).collect(Collectors.joining(operator, "(", ")"));
  }

  /** The word that makes a predicate its opposite, or nothing. */
  protected static String not(boolean negated) {
    return negated ? " NOT" : "";
  }

  /** A comparison. */
  protected String comparison(Expression.Comparison comparison) {
    String operator =
        switch (comparison.operator()) {
          case EQUAL -> " = ";
          case NOT_EQUAL -> " <> ";
          case LESS -> " < ";
          case LESS_OR_EQUAL -> " <= ";
          case GREATER -> " > ";
          case GREATER_OR_EQUAL -> " >= ";
        };
    return "("
        + compared(comparison.left(), comparison.right())
        + operator
        + compared(comparison.right(), comparison.left())
        + collation(comparison)
        + ")";
  }

  private String inList(Expression.InList in) {
    List<Expression> members = in.members();
    if (members.size() > LONG_LIST
        && members.stream().allMatch(Expression.Constant.class::isInstance)) {
      return amongMany(in, constants(in));
    }
    String list =
        members.stream()
            .map(member -> compared(member, in.operand()))
            .collect(Collectors.joining(", "));
    return "(" + compared(in.operand(), members.get(0)) + not(in.negated()) + " IN (" + list + "))";
  }

  /** Numbers become all whole or all fractions. */
  private Constants constants(Expression.InList in) {
    StorageType type = StorageType.of(in.operand().type());
    boolean fractions = type == StorageType.DOUBLE || type == StorageType.FLOAT;
    List<@Nullable Object> values = new ArrayList<>(in.members().size());
    for (Expression member : in.members()) {
      Object value = ((Expression.Constant) member).value();
      boolean instant = type == StorageType.TIMESTAMP && value != null;
      values.add(instant ? instant(String.valueOf(value)) : value);
      fractions |= value instanceof Double;
    }
    if (!type.isNumeric()) {
      return new Constants(type, values);
    }
    if (!fractions) {
      return new Constants(StorageType.LONG, values);
    }
    values.replaceAll(
        value -> value instanceof Number number ? Double.valueOf(number.doubleValue()) : value);
    return new Constants(StorageType.DOUBLE, values);
  }
}
