// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.BuiltinCall;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.sql.Domains;
import org.nasmyth.sql.FunctionTemplate;
import org.nasmyth.sql.OwnSources;
import org.nasmyth.sql.TimestampText;
import org.nasmyth.sql.UntranslatableException;

/** Writes expressions as values of their {@link StorageType}. Used by one thread. */
final class ExpressionWriter {

  /** Longer lists of constants become one parameter. */
  private static final int LONG_LIST = 32;

  /** Functions that have a value, if only NULL, for whatever arguments. */
  private static final Set<Expression.Builtin> TOTAL =
      EnumSet.of(
          Expression.Builtin.COALESCE,
          Expression.Builtin.LOWER,
          Expression.Builtin.NULLIF,
          Expression.Builtin.PI,
          Expression.Builtin.UPPER);

  private static final Pattern COLUMN = Pattern.compile("\\b(t\\d+)\\.");
  private static final Pattern FIXED_SIZE = Pattern.compile("(\\d+)\\*?");

  private final OwnSources own = new OwnSources();
  private final SqlText text;
  private final Map<Integer, Scope> scopes;
  private final CrossMatches matches;
  private final JavaFunctions functions;
  private final QueryWriter queries;
  private final GeometryWriter geometry;
  private boolean canFail;
  private boolean restricting;

  ExpressionWriter(
      SqlText text,
      Map<Integer, Scope> scopes,
      CrossMatches matches,
      JavaFunctions functions,
      QueryWriter queries) {
    this.text = text;
    this.scopes = scopes;
    this.matches = matches;
    this.functions = functions;
    this.queries = queries;
    this.geometry = new GeometryWriter(text, scopes, this);
  }

  /** The sources of the SELECT that is being written. */
  OwnSources own() {
    return own;
  }

  /** Whether something was written whose failure, or whose code, depends on a row's values. */
  boolean canFail() {
    return canFail;
  }

  /**
   * An expression that the archive itself has made, so that nothing can be learnt by its failing.
   */
  String harmless(Expression expression) {
    boolean before = canFail;
    restricting = true;
    String sql = value(expression);
    restricting = false;
    canFail = before;
    return sql;
  }

  /** The value of an expression. */
  String value(Expression expression) {
    if (expression instanceof Expression.Condition condition) {
      String equality = matches.equality(condition);
      String sql = condition(condition);
      return equality == null ? sql : "(" + equality + " AND " + sql + ")";
    }
    if (expression instanceof Expression.Constant constant) {
      return constant(constant);
    }
    if (expression instanceof Expression.ColumnValue column) {
      return scope(column).column(column.column());
    }
    if (expression instanceof Expression.Arithmetic arithmetic) {
      return arithmetic(arithmetic);
    }
    if (expression instanceof Expression.Negation negation) {
      // The smallest whole number has no opposite.
      canFail = true;
      return "(-" + value(negation.operand()) + ")";
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
      return SphereFunctions.AREA + "(" + geometry.region(area.geometry()) + ")";
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

  /** Notes that what is being written can fail by a row's values. */
  void noteFallible() {
    canFail = true;
  }

  private String converted(String sql, StorageType from, StorageType wanted) {
    if (from == wanted || (from == StorageType.ARRAY && wanted == StorageType.TEXT)) {
      return sql;
    }
    if (from == StorageType.TIMESTAMP && wanted == StorageType.TEXT) {
      return SphereFunctions.TIMESTAMP_TEXT + "(" + sql + ")";
    }
    if (from == StorageType.TEXT || (from.isNumeric() && wanted != StorageType.DOUBLE)) {
      canFail = true;
    }
    return "CAST(" + sql + " AS " + wanted.sql() + ")";
  }

  private Scope scope(Expression.ColumnValue column) {
    Scope scope = scopes.get(column.source());
    if (scope == null) {
      throw new IllegalArgumentException("No source has the id " + column.source() + ".");
    }
    return scope;
  }

  private String constant(Expression.Constant constant) {
    String type = StorageType.of(constant.type()).sql();
    Object value = constant.value();
    if (value == null) {
      return "CAST(NULL AS " + type + ")";
    }
    return text.parameter(constant.type().isTimestamp() ? instant(value) : value, type);
  }

  /** DuckDB would cut digits beyond the microsecond off. */
  private static String instant(Object written) {
    return TimestampText.write(TimestampText.instant(written.toString()));
  }

  private String arithmetic(Expression.Arithmetic outermost) {
    List<Expression.Arithmetic> chain = new ArrayList<>();
    Expression leftmost = outermost;
    while (leftmost instanceof Expression.Arithmetic next) {
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
        wrapLeft(sql, have, wanted);
      } else {
        sql.append(converted(innermost, have, wanted));
        innermost = "";
      }
      appendOperation(sql, next, wanted);
      have = wanted;
    }
    return sql.toString();
  }

  /** Converts the left operand that has been written, if the next operation needs another type. */
  private static void wrapLeft(StringBuilder sql, StorageType have, StorageType wanted) {
    if (have != wanted) {
      sql.append("::").append(wanted.sql());
    }
  }

  private void appendOperation(
      StringBuilder sql, Expression.Arithmetic operation, StorageType type) {
    String right = as(operation.right(), type);
    if (type.isInteger()) {
      canFail = true;
    }
    switch (operation.operator()) {
      case ADD -> sql.append(" + ").append(right);
      case SUBTRACT -> sql.append(" - ").append(right);
      case MULTIPLY -> sql.append(" * ").append(right);
      case DIVIDE ->
          sql.append(type.isInteger() ? " // " : " / ")
              .append("NULLIF(")
              .append(right)
              .append(", 0)");
    }
    sql.append(')');
  }

  private String builtin(BuiltinCall call) {
    List<Expression> arguments = call.arguments();
    StorageType type = StorageType.of(call.type());
    if (!TOTAL.contains(call.function())) {
      canFail = true;
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
      case ROUND -> rounded("round", call);
      case SQRT -> real("sqrt", call, Domains::notNegative);
      case TRUNCATE -> rounded("trunc", call);
      case ACOS -> real("acos", call, Domains::sine);
      case ASIN -> real("asin", call, Domains::sine);
      case ATAN -> real("atan", call);
      case ATAN2 -> real("atan2", call);
      case COS -> real("cos", call, Domains::finite);
      case COT -> real("cot", call, argument -> Domains.notZero(Domains.finite(argument)));
      case SIN -> real("sin", call, Domains::finite);
      case TAN -> real("tan", call, Domains::finite);
      case LOWER -> "lower(" + as(arguments.get(0), StorageType.TEXT) + ")";
      // Unicode's upper case of one character that DuckDB has another for.
      case UPPER -> "upper(replace(" + as(arguments.get(0), StorageType.TEXT) + ", 'ß', 'ss'))";
      case COALESCE -> result("coalesce", call, type);
      case NULLIF -> "nullif(" + as(arguments.get(0), type) + ", " + value(arguments.get(1)) + ")";
    };
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

  /** NULL where there is no number, or one that is too large. */
  private String power(BuiltinCall call) {
    String sql = Domains.repeated(result("pow", call, StorageType.DOUBLE));
    return "(CASE WHEN isfinite(" + sql + ") THEN " + sql + " END)";
  }

  private String rounded(String name, BuiltinCall call) {
    String sql = name + "(" + as(call.arguments().get(0), StorageType.DOUBLE);
    if (call.arguments().size() > 1) {
      sql += ", " + as(call.arguments().get(1), StorageType.INT);
    }
    return converted(sql + ")", StorageType.DOUBLE, StorageType.of(call.type()));
  }

  private String function(Expression.FunctionCall call) {
    canFail = true;
    AdqlFunction function = call.function();
    boolean hasTemplate = function.body().dialects().contains(DuckDbDatabase.DIALECT);
    List<String> arguments = new ArrayList<>();
    List<FunctionSignature.Parameter> parameters = function.signature().parameters();
    for (int i = 0; i < call.arguments().size(); i++) {
      ValueType type = parameters.get(i).type();
      String argument = argument(call.arguments().get(i), type);
      arguments.add(hasTemplate ? ArrayFunctions.asList(argument, type) : argument);
    }
    ValueType result = function.signature().result();
    if (hasTemplate) {
      String sql = FunctionTemplate.expanded(function, DuckDbDatabase.DIALECT, arguments);
      return ArrayFunctions.ofList(sql, result);
    }
    String name;
    try {
      JavaFunctions.Use use = functions.use(function);
      text.onRelease(use.end());
      name = use.name();
    } catch (DatabaseException e) {
      throw new UntranslatableException(e);
    }
    String sql = name + arguments.stream().collect(Collectors.joining(", ", "(", ")"));
    return StorageType.of(result) == StorageType.TIMESTAMP ? "CAST(" + sql + " AS TIMESTAMP)" : sql;
  }

  /** An argument as the parameter's type has it; Java bodies get instants as text. */
  private String argument(Expression argument, ValueType wanted) {
    if (wanted.isGeometry() && argument.type().isGeometry()) {
      return geometry.valueAs(argument, wanted);
    }
    StorageType type = StorageType.of(wanted);
    return as(argument, type == StorageType.TIMESTAMP ? StorageType.TEXT : type);
  }

  private String aggregate(Expression.Aggregate aggregate) {
    Expression argument = aggregate.argument();
    if (argument == null) {
      return "count(*)";
    }
    String distinct = aggregate.distinct() ? "DISTINCT " : "";
    String operand = value(argument);
    String sql = aggregate.function() + "(" + distinct + operand + ")" + own.filter(operand);
    return switch (aggregate.function()) {
      case COUNT, MIN, MAX -> sql;
      case SUM, AVG -> {
        canFail = true;
        yield "CAST(" + sql + " AS " + StorageType.of(aggregate.type()).sql() + ")";
      }
    };
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

  private String condition(Expression.Condition condition) {
    if (condition instanceof Expression.Comparison comparison) {
      String near = geometry.nearby(comparison);
      String sql = comparison(comparison);
      return near == null ? sql : "(" + near + " AND " + sql + ")";
    }
    if (condition instanceof Expression.And and) {
      return and.operands().stream()
          .map(this::value)
          .collect(Collectors.joining(" AND ", "(", ")"));
    }
    if (condition instanceof Expression.Or or) {
      return or.operands().stream().map(this::value).collect(Collectors.joining(" OR ", "(", ")"));
    }
    if (condition instanceof Expression.Not not) {
      return negated(not.operand());
    }
    if (condition instanceof Expression.IsNull isNull) {
      return "(" + value(isNull.operand()) + (isNull.negated() ? " IS NOT NULL)" : " IS NULL)");
    }
    if (condition instanceof Expression.Between between) {
      StorageType type = comparable(between.operand(), between.low());
      return "("
          + as(between.operand(), type)
          + not(between.negated())
          + " BETWEEN "
          + as(between.low(), comparable(between.low(), between.operand()))
          + " AND "
          + as(between.high(), comparable(between.high(), between.operand()))
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
      return membership(exists, false).orElseGet(() -> exists(queries.query(bare(exists.query()))));
    }
    if (condition instanceof Expression.Like like) {
      return like(like);
    }
    if (condition instanceof Expression.Contains contains) {
      return geometry.contains(contains);
    }
    return geometry.intersects((Expression.Intersects) condition);
  }

  /** The opposite, written so that DuckDB sees what stands under NOT: it skips blocks by that. */
  private String negated(Expression condition) {
    if (condition instanceof Expression.Not not) {
      return value(not.operand());
    }
    if (condition instanceof Expression.And and) {
      return and.operands().stream()
          .map(this::negated)
          .collect(Collectors.joining(" OR ", "(", ")"));
    }
    if (condition instanceof Expression.Or or) {
      return or.operands().stream()
          .map(this::negated)
          .collect(Collectors.joining(" AND ", "(", ")"));
    }
    return (condition instanceof Expression.Exists exists
            ? membership(exists, true)
            : Optional.<String>empty())
        .orElseGet(() -> "(NOT " + value(condition) + ")");
  }

  /** An EXISTS of a restriction by the keys that it looks for, if it is of such a form. */
  private Optional<String> membership(Expression.Exists exists, boolean negated) {
    return (restricting ? Membership.of(exists) : Optional.<Membership>empty())
        .map(
            membership -> {
              String column = value(membership.column());
              String keys = "IN (" + queries.query(membership.keys()) + "))";
              return negated
                  ? "(" + column + " IS NULL OR " + column + " NOT " + keys
                  : "(" + column + " IS NOT NULL AND " + column + " " + keys;
            });
  }

  /**
   * EXISTS. DuckDB makes a limit of 1 of one that does not depend on the row, and may lose that as
   * any limit without an offset.
   */
  private static String exists(String query) {
    Matcher column = COLUMN.matcher(query);
    boolean dependent = false;
    while (!dependent && column.find()) {
      dependent = !query.contains(" AS " + column.group(1));
    }
    return "EXISTS (" + (dependent ? query : "SELECT 1 FROM (" + query + ") AS e OFFSET 0") + ")";
  }

  /**
   * The same without columns, which nobody sees. DuckDB may fail where they are of the query
   * around.
   */
  private static Query bare(Query query) {
    if (!(query.body() instanceof QueryBody.Select select)) {
      return query;
    }
    List<QueryBody.Output> outputs = new ArrayList<>();
    for (QueryBody.Output output : select.outputs()) {
      boolean column = output.value() instanceof Expression.ColumnValue;
      outputs.add(
          column
              ? new QueryBody.Output(
                  new Expression.Constant(null, output.value().type()), output.field())
              : output);
    }
    QueryBody.Select bare =
        new QueryBody.Select(
            select.distinct(),
            outputs,
            select.from(),
            select.where(),
            select.groupBy(),
            select.having());
    return new Query(query.with(), bare, query.orderBy(), query.limit(), query.offset());
  }

  private static String not(boolean negated) {
    return negated ? " NOT" : "";
  }

  private String comparison(Expression.Comparison comparison) {
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
        + as(comparison.left(), comparable(comparison.left(), comparison.right()))
        + operator
        + as(comparison.right(), comparable(comparison.right(), comparison.left()))
        + ")";
  }

  /**
   * The type in which a value is compared with another: its own, unless that is an instant's, or it
   * is a 32-bit float beside a whole number, in whose precision DuckDB would compare both.
   */
  private static StorageType comparable(Expression value, Expression other) {
    StorageType type = StorageType.of(value.type());
    StorageType otherType = StorageType.of(other.type());
    if (type == StorageType.FLOAT
        && (otherType == StorageType.INT || otherType == StorageType.LONG)) {
      return StorageType.DOUBLE;
    }
    return type == StorageType.TEXT && otherType == StorageType.TIMESTAMP ? otherType : type;
  }

  private String inList(Expression.InList in) {
    String operand = value(in.operand());
    List<Expression> members = in.members();
    String list;
    if (members.size() > LONG_LIST
        && members.stream().allMatch(Expression.Constant.class::isInstance)) {
      list = "SELECT unnest(" + listParameter(in) + ")";
    } else {
      list =
          members.stream()
              .map(member -> as(member, comparable(member, in.operand())))
              .collect(Collectors.joining(", "));
    }
    return "(" + operand + not(in.negated()) + " IN (" + list + "))";
  }

  private String listParameter(Expression.InList in) {
    StorageType type = StorageType.of(in.operand().type());
    List<@Nullable Object> values = new ArrayList<>(in.members().size());
    boolean fractions = type == StorageType.DOUBLE || type == StorageType.FLOAT;
    for (Expression member : in.members()) {
      @Nullable Object value = ((Expression.Constant) member).value();
      values.add(type == StorageType.TIMESTAMP && value != null ? instant(value) : value);
      fractions |= value instanceof Double;
    }
    if (type.isNumeric()) {
      type = fractions ? StorageType.DOUBLE : StorageType.LONG;
      if (fractions) {
        values.replaceAll(
            value -> value instanceof Number n ? Double.valueOf(n.doubleValue()) : value);
      }
    }
    String element = type == StorageType.TIMESTAMP ? StorageType.TEXT.sql() : type.sql();
    return text.parameter(new SqlText.ListParameter(element, values), type.sql() + "[]");
  }

  private String like(Expression.Like like) {
    if (!(like.pattern() instanceof Expression.Constant)) {
      canFail = true;
    }
    String sql =
        as(like.operand(), StorageType.TEXT)
            + not(like.negated())
            + (like.ignoreCase() ? " ILIKE " : " LIKE ")
            + as(like.pattern(), StorageType.TEXT);
    Character escape = like.escape();
    if (escape != null) {
      sql += " ESCAPE " + text.parameter(escape.toString(), "VARCHAR");
    }
    return "(" + sql + ")";
  }
}
