// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.BuiltinCall;
import org.nasmyth.sql.Domains;
import org.nasmyth.sql.FunctionTemplate;
import org.nasmyth.sql.OwnSources;
import org.nasmyth.sql.TimestampText;

/** Writes expressions as values of their {@link StorageType}. Used by one thread. */
final class ExpressionWriter {

  /** Longer lists of constants become one parameter. */
  private static final int LONG_LIST = 32;

  private static final Pattern FIXED_SIZE = Pattern.compile("(\\d+)\\*?");

  private final OwnSources own = new OwnSources();
  private final SqlText text;
  private final Map<Integer, Scope> scopes;
  private final Archive.Abilities abilities;
  private final QueryWriter queries;
  private final GeometryWriter geometry;
  private Map<Expression, String> named = Map.of();
  private boolean canFail;

  ExpressionWriter(
      SqlText text, Map<Integer, Scope> scopes, Archive.Abilities abilities, QueryWriter queries) {
    this.text = text;
    this.scopes = scopes;
    this.abilities = abilities;
    this.queries = queries;
    this.geometry = new GeometryWriter(text, scopes, abilities, this);
  }

  /** Whether something was written whose failure, or whose code, depends on a row's values. */
  boolean canFail() {
    return canFail;
  }

  /** Notes that what is being written can fail by a row's values. */
  void noteFallible() {
    canFail = true;
  }

  /** The expressions that have names, as keys of a grouping do. */
  Map<Expression, String> named() {
    return named;
  }

  /** The sources of the SELECT that is being written. */
  OwnSources own() {
    return own;
  }

  /** Has expressions written by names from now on. */
  void name(Map<Expression, String> names) {
    named = names;
  }

  /**
   * An expression that the archive itself has made, so that nothing can be learnt by its failing.
   */
  String harmless(Expression expression) {
    boolean before = canFail;
    String sql = filter(expression, false);
    canFail = before;
    return sql;
  }

  /**
   * A condition where false and unknown mean the same, as in WHERE. Conditions that indexes can
   * answer are added to exact ones, wherever they stand among AND and OR.
   *
   * @param negated write its opposite
   */
  String filter(Expression condition, boolean negated) {
    if (condition instanceof Expression.Not not) {
      return filter(not.operand(), !negated);
    }
    if (condition instanceof Expression.And and) {
      return filters(and.operands(), negated, negated ? " OR " : " AND ");
    }
    if (condition instanceof Expression.Or or) {
      return filters(or.operands(), negated, negated ? " AND " : " OR ");
    }
    String sql = value(condition);
    if (negated) {
      return "(NOT " + sql + ")";
    }
    String indexed = geometry.indexed(condition);
    return indexed == null ? sql : "(" + indexed + " AND " + sql + ")";
  }

  private String filters(List<Expression> operands, boolean negated, String operator) {
    return operands.stream()
        .map(operand -> filter(operand, negated))
        .collect(Collectors.joining(operator, "(", ")"));
  }

  /** The value of an expression. */
  String value(Expression expression) {
    if (!named.isEmpty()) {
      String name = named.get(expression);
      if (name != null) {
        return name;
      }
    }
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
      canFail = true;
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
      canFail = true;
      return "(" + queries.query(scalar.query()) + ")";
    }
    if (expression instanceof Expression.Distance distance) {
      return geometry.distance(distance);
    }
    if (expression instanceof Expression.Area area) {
      return geometry.area(area);
    }
    if (expression instanceof Expression.Coordinate coordinate) {
      return geometry.coordinate(coordinate);
    }
    return geometry.value(expression);
  }

  /** The value of an expression in another storage type. */
  String as(Expression expression, StorageType wanted) {
    return converted(value(expression), StorageType.of(expression.type()), wanted);
  }

  /** The value in exactly the type that the result's reader expects. */
  String exactly(Expression expression, ValueType type) {
    StorageType storage = StorageType.of(type);
    String sql = as(expression, storage);
    boolean exact =
        expression instanceof Expression.ColumnValue column
            && physical(column).is(storage)
            && storage != StorageType.ARRAY
            && storage != StorageType.TEXT;
    return exact ? sql : "CAST(" + sql + " AS " + StorageType.sql(type) + ")";
  }

  private String converted(String sql, StorageType from, StorageType wanted) {
    if (from == wanted || wanted == StorageType.ARRAY) {
      return sql;
    }
    if (from == StorageType.TIMESTAMP && wanted == StorageType.TEXT) {
      return timestampText(sql);
    }
    if (from == StorageType.TEXT || from.isNumeric()) {
      canFail = true;
    }
    return "CAST(" + step(sql, from, wanted) + " AS " + wanted.sql() + ")";
  }

  /**
   * What stands between two types that PostgreSQL does not convert, or not as ADQL's users expect.
   */
  private static String step(String sql, StorageType from, StorageType wanted) {
    if (from == StorageType.BOOLEAN && wanted.isNumeric()) {
      return "CAST(" + sql + " AS integer)";
    }
    if (from == StorageType.TEXT && wanted.isInteger()) {
      return "CAST(" + sql + " AS numeric)";
    }
    boolean fraction = from == StorageType.FLOAT || from == StorageType.DOUBLE;
    return fraction && wanted == StorageType.TEXT ? fractionText(sql) : sql;
  }

  /** A floating-point number with a point, or with an exponent where it is very large or small. */
  private static String fractionText(String sql) {
    String number = Domains.repeated(sql);
    return "regexp_replace(CASE WHEN abs("
        + number
        + ") >= 1e6 AND abs("
        + number
        + ") < 1e16 THEN CAST(CAST(CAST("
        + number
        + " AS text) AS numeric) AS text) ELSE CAST("
        + number
        + " AS text) END, '^(-?\\d+)$', '\\1.0')";
  }

  /** An instant as DALI writes it: none, three or six digits of a second. */
  private static String timestampText(String sql) {
    return "(regexp_replace(to_char("
        + sql
        + ", 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '(?:\\.000000|(\\.\\d{3})000)$', '\\1') || 'Z')";
  }

  // Columns

  private Scope scope(Expression.ColumnValue column) {
    Scope scope = scopes.get(column.source());
    if (scope == null) {
      throw new IllegalArgumentException("No source has the id " + column.source() + ".");
    }
    return scope;
  }

  /** A column as it is stored. */
  String stored(Expression.ColumnValue column) {
    return scope(column).column(column.column());
  }

  /** What a column really is. */
  PhysicalType physical(Expression.ColumnValue column) {
    return scope(column).physical(column.column());
  }

  private String column(Expression.ColumnValue column) {
    String sql = stored(column);
    PhysicalType physical = physical(column);
    StorageType wanted = StorageType.of(column.type());
    if (physical.isSphere()) {
      return GeometryWriter.sphereValue(sql, physical, wanted);
    }
    if (wanted == StorageType.ARRAY) {
      boolean ready = physical == PhysicalType.BYTES;
      return ready ? sql : "CAST(" + sql + " AS " + StorageType.sql(column.type()) + ")";
    }
    if (physical.is(wanted)) {
      return sql;
    }
    if (wanted == StorageType.TEXT
        && (physical == PhysicalType.TIMESTAMP || physical == PhysicalType.INSTANT)) {
      return timestampText(sql);
    }
    if (physical == PhysicalType.TEXT || physical == PhysicalType.NUMERIC) {
      canFail = true;
    }
    return "CAST(" + sql + " AS " + wanted.sql() + ")";
  }

  /**
   * An operand of a comparison. A column stays as it is stored where that compares with the other
   * side, so that its indexes can be used.
   */
  private String compared(Expression value, Expression other) {
    StorageType type = StorageType.of(value.type());
    StorageType otherType = StorageType.of(other.type());
    if (value instanceof Expression.ColumnValue column
        && !named.containsKey(value)
        && physical(column).comparesWith(otherType)) {
      return stored(column);
    }
    if (type == StorageType.TEXT && otherType == StorageType.TIMESTAMP) {
      return as(value, StorageType.TIMESTAMP);
    }
    return value(value);
  }

  // Values

  private String constant(Expression.Constant constant) {
    String type = StorageType.sql(constant.type());
    Object value = constant.value();
    if (value == null) {
      return "CAST(NULL AS " + type + ")";
    }
    if (constant.type().isTimestamp()) {
      return text.parameter(TimestampText.instant(value.toString()), type);
    }
    return text.parameter(value, type);
  }

  private String arithmetic(Expression.Arithmetic outermost) {
    canFail = true;
    List<Expression.Arithmetic> chain = new ArrayList<>();
    Expression leftmost = outermost;
    while (leftmost instanceof Expression.Arithmetic next
        && (chain.isEmpty() || !named.containsKey(next))) {
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
          sql.append("::").append(wanted.sql());
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
    String right = as(operation.right(), type);
    switch (operation.operator()) {
      case ADD -> sql.append(" + ").append(right);
      case SUBTRACT -> sql.append(" - ").append(right);
      case MULTIPLY -> sql.append(" * ").append(right);
      case DIVIDE -> sql.append(" / NULLIF(").append(right).append(", 0)");
    }
    sql.append(')');
  }

  private String builtin(BuiltinCall call) {
    List<Expression> arguments = call.arguments();
    StorageType type = StorageType.of(call.type());
    canFail = true;
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
      case LOG10 -> real("log", call, Domains::positive);
      case PI -> "pi()";
      case POWER -> power(call);
      case RADIANS -> real("radians", call);
      case RAND -> "random()";
      case ROUND -> rounded(call);
      case SQRT -> real("sqrt", call, Domains::notNegative);
      case TRUNCATE -> rounded(call);
      case ACOS -> real("acos", call, Domains::sine);
      case ASIN -> real("asin", call, Domains::sine);
      case ATAN -> real("atan", call);
      case ATAN2 -> real("atan2", call);
      case COS -> real("cos", call, Domains::finite);
      case COT -> real("cot", call, argument -> Domains.notZero(Domains.finite(argument)));
      case SIN -> real("sin", call, Domains::finite);
      case TAN -> real("tan", call, Domains::finite);
      case LOWER -> folded("lower", arguments.get(0));
      case UPPER -> folded("upper", arguments.get(0));
      case COALESCE -> result("coalesce", call, type);
      case NULLIF -> "nullif(" + as(arguments.get(0), type) + ", " + value(arguments.get(1)) + ")";
    };
  }

  /**
   * POWER. NULL where there is no number, or one that is too large; PostgreSQL makes errors of
   * these, and of results that are too small.
   */
  private String power(BuiltinCall call) {
    String base = Domains.repeated(as(call.arguments().get(0), StorageType.DOUBLE));
    String exponent = Domains.repeated(as(call.arguments().get(1), StorageType.DOUBLE));
    String size =
        "greatest(least(" + exponent + ", 1e300), -1e300) * ln(nullif(abs(" + base + "), 0))";
    return "(CASE WHEN "
        + exponent
        + " IS NULL OR ("
        + base
        + " = 0 AND "
        + exponent
        + " < 0) OR ("
        + base
        + " < 0 AND "
        + exponent
        + " <> floor("
        + exponent
        + ")) OR "
        + size
        + " > "
        + Domains.MOST_EXPONENT
        + " THEN NULL WHEN "
        + size
        + " < -745 THEN 0 ELSE power("
        + base
        + ", "
        + exponent
        + ") END)";
  }

  private String result(String name, BuiltinCall call, StorageType type) {
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

  /**
   * ROUND and TRUNCATE. PostgreSQL rounds halves of floating-point numbers to even ones, and knows
   * digits only for decimal numbers, which would change the value first.
   */
  private String rounded(BuiltinCall call) {
    boolean truncate = call.function() == Expression.Builtin.TRUNCATE;
    String value = Domains.repeated(as(call.arguments().get(0), StorageType.DOUBLE));
    String sql;
    if (call.arguments().size() == 1) {
      sql = whole(value, truncate);
    } else if (call.arguments().get(1) instanceof Expression.Constant constant
        && constant.value() instanceof Number digits) {
      sql = scaled(value, digits.longValue(), truncate);
    } else {
      String digits = as(call.arguments().get(1), StorageType.INT);
      String up = "power(10::float8, " + digits + ")";
      String down = "power(10::float8, -" + digits + ")";
      sql =
          "(CASE WHEN "
              + digits
              + " > 0 THEN "
              + whole("(" + value + " * " + up + ")", truncate)
              + " / "
              + up
              + " ELSE "
              + whole("(" + value + " / " + down + ")", truncate)
              + " * "
              + down
              + " END)";
    }
    return converted(sql, StorageType.DOUBLE, StorageType.of(call.type()));
  }

  private static String scaled(String value, long digits, boolean truncate) {
    if (digits == 0) {
      return whole(value, truncate);
    }
    String power = "power(10::float8, " + Math.min(300, Math.abs(digits)) + ")";
    return digits > 0
        ? "(" + whole("(" + value + " * " + power + ")", truncate) + " / " + power + ")"
        : "(" + whole("(" + value + " / " + power + ")", truncate) + " * " + power + ")";
  }

  private static String whole(String value, boolean truncate) {
    return truncate
        ? "trunc(" + value + ")"
        : "(CASE WHEN abs("
            + value
            + ") < 4503599627370496 THEN trunc("
            + value
            + " + sign("
            + value
            + ") * 0.49999999999999994::float8) ELSE "
            + value
            + " END)";
  }

  private String folded(String function, Expression argument) {
    String sql = as(argument, StorageType.TEXT);
    String collation = abilities.foldingCollation();
    return collation.isEmpty()
        ? function + "(" + sql + ")"
        : "(" + function + "(" + sql + " COLLATE " + collation + ") COLLATE \"C\")";
  }

  private String function(Expression.FunctionCall call) {
    canFail = true;
    AdqlFunction function = call.function();
    List<String> arguments = new ArrayList<>();
    List<FunctionSignature.Parameter> parameters = function.signature().parameters();
    for (int i = 0; i < call.arguments().size(); i++) {
      arguments.add(argument(call.arguments().get(i), parameters.get(i).type()));
    }
    ValueType result = function.signature().result();
    String sql =
        "CAST("
            + FunctionTemplate.expanded(function, Dialect.NAME, arguments)
            + " AS "
            + StorageType.sql(result)
            + ")";
    boolean isText = StorageType.of(result) == StorageType.TEXT;
    return isText ? "(" + sql + QueryWriter.BINARY_ORDER + ")" : sql;
  }

  private String argument(Expression argument, ValueType wanted) {
    if (wanted.isGeometry() && argument.type().isGeometry()) {
      return geometry.valueAs(argument, wanted);
    }
    StorageType type = StorageType.of(wanted);
    String sql = as(argument, type);
    String collation = abilities.foldingCollation();
    // Or texts that were sorted or compared before would be folded by the rules of plain ASCII.
    return type == StorageType.TEXT && !collation.isEmpty()
        ? "(" + sql + " COLLATE " + collation + ")"
        : sql;
  }

  private String aggregate(Expression.Aggregate aggregate) {
    Expression argument = aggregate.argument();
    if (argument == null) {
      return "count(*)";
    }
    StorageType type = StorageType.of(argument.type());
    String sql = value(argument);
    switch (aggregate.function()) {
      case SUM, AVG -> {
        canFail = true;
        // PostgreSQL adds single-precision numbers in single precision.
        sql = type == StorageType.FLOAT ? "CAST(" + sql + " AS double precision)" : sql;
      }
      case MIN, MAX -> sql = type == StorageType.TEXT ? sql + QueryWriter.BINARY_ORDER : sql;
      case COUNT -> {}
    }
    String distinct = aggregate.distinct() ? "DISTINCT " : "";
    String call = aggregate.function() + "(" + distinct + sql + ")" + own.filter(sql);
    return aggregate.function() == Expression.Aggregate.Function.COUNT
        ? call
        : "CAST(" + call + " AS " + StorageType.sql(aggregate.type()) + ")";
  }

  private String cast(Expression.Cast cast) {
    ValueType type = cast.type();
    if (type.isGeometry() && cast.operand().type().isGeometry()) {
      return geometry.valueAs(cast.operand(), type);
    }
    StorageType wanted = StorageType.of(type);
    String sql = as(cast.operand(), wanted);
    Integer size = wanted == StorageType.TEXT ? fixedSize(type) : null;
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
      sql.append(" THEN ").append(branchValue(branch.value(), choice.type()));
    }
    if (choice.otherwise() != null) {
      sql.append(" ELSE ").append(branchValue(choice.otherwise(), choice.type()));
    }
    return sql.append(" END)").toString();
  }

  private String branchValue(Expression value, ValueType type) {
    return type.isGeometry() && value.type().isGeometry()
        ? geometry.valueAs(value, type)
        : as(value, StorageType.of(type));
  }

  // Conditions

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
      return "(NOT " + value(not.operand()) + ")";
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
      return "("
          + value(in.operand())
          + not(in.negated())
          + " IN ("
          + queries.query(in.query())
          + "))";
    }
    if (condition instanceof Expression.Exists exists) {
      return "EXISTS (" + queries.query(exists.query()) + ")";
    }
    if (condition instanceof Expression.Like like) {
      return like(like);
    }
    if (condition instanceof Expression.Contains contains) {
      return geometry.contains(contains);
    }
    return geometry.intersects((Expression.Intersects) condition);
  }

  private String joined(List<Expression> operands, String operator) {
    return operands.stream().map(this::value).collect(Collectors.joining(operator, "(", ")"));
  }

  private static String not(boolean negated) {
    return negated ? " NOT" : "";
  }

  private String comparison(Expression.Comparison comparison) {
    Expression left = comparison.left();
    Expression right = comparison.right();
    String collation = collation(left, right);
    String operator =
        switch (comparison.operator()) {
          case EQUAL -> " = ";
          case NOT_EQUAL -> " <> ";
          case LESS -> " < ";
          case LESS_OR_EQUAL -> " <= ";
          case GREATER -> " > ";
          case GREATER_OR_EQUAL -> " >= ";
        };
    boolean ordered =
        comparison.operator() != Expression.Comparison.Operator.EQUAL
            && comparison.operator() != Expression.Comparison.Operator.NOT_EQUAL;
    return "("
        + compared(left, right)
        + operator
        + compared(right, left)
        + (ordered ? collation : "")
        + ")";
  }

  /** A limit of BETWEEN, behind which PostgreSQL takes no COLLATE without parentheses. */
  private String bound(Expression value, Expression operand) {
    return "(" + compared(value, operand) + collation(operand, value) + ")";
  }

  private static String collation(Expression left, Expression right) {
    boolean texts =
        StorageType.of(left.type()) == StorageType.TEXT
            && StorageType.of(right.type()) == StorageType.TEXT;
    return texts ? QueryWriter.BINARY_ORDER : "";
  }

  private String inList(Expression.InList in) {
    List<Expression> members = in.members();
    if (members.size() > LONG_LIST
        && members.stream().allMatch(Expression.Constant.class::isInstance)) {
      return longList(in);
    }
    Expression first = members.get(0);
    String list =
        members.stream()
            .map(member -> compared(member, in.operand()))
            .collect(Collectors.joining(", "));
    return "(" + compared(in.operand(), first) + not(in.negated()) + " IN (" + list + "))";
  }

  private String longList(Expression.InList in) {
    StorageType type = StorageType.of(in.operand().type());
    List<@Nullable Object> values = new ArrayList<>(in.members().size());
    boolean fractions = type == StorageType.DOUBLE || type == StorageType.FLOAT;
    for (Expression member : in.members()) {
      Object value = ((Expression.Constant) member).value();
      boolean instant = type == StorageType.TIMESTAMP && value != null;
      values.add(instant ? TimestampText.instant(String.valueOf(value)) : value);
      fractions |= value instanceof Double;
    }
    if (type.isNumeric()) {
      type = fractions ? StorageType.DOUBLE : StorageType.LONG;
      boolean asDouble = fractions;
      values.replaceAll(
          value -> asDouble && value instanceof Number n ? Double.valueOf(n.doubleValue()) : value);
    }
    String list = text.parameter(new SqlText.ArrayParameter(type.sql(), values), type.sql() + "[]");
    String operand =
        in.operand() instanceof Expression.ColumnValue column && physical(column).comparesWith(type)
            ? stored(column)
            : value(in.operand());
    return "(" + operand + (in.negated() ? " <> ALL (" : " = ANY (") + list + "))";
  }

  private String like(Expression.Like like) {
    String operand = as(like.operand(), StorageType.TEXT);
    String pattern = as(like.pattern(), StorageType.TEXT);
    if (like.ignoreCase() && !abilities.foldingCollation().isEmpty()) {
      operand = "(" + operand + " COLLATE " + abilities.foldingCollation() + ")";
      pattern = "(" + pattern + " COLLATE " + abilities.foldingCollation() + ")";
    }
    Character escape = like.escape();
    return "("
        + operand
        + not(like.negated())
        + (like.ignoreCase() ? " ILIKE " : " LIKE ")
        + pattern
        + " ESCAPE "
        + (escape == null ? "''" : text.parameter(escape.toString(), "text"))
        + ")";
  }
}
