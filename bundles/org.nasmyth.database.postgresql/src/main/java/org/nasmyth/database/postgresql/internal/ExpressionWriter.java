// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.BuiltinCall;
import org.nasmyth.api.query.Query;
import org.nasmyth.sql.Domains;
import org.nasmyth.sql.FunctionTemplate;
import org.nasmyth.sql.GeometrySql;
import org.nasmyth.sql.Scopes;
import org.nasmyth.sql.SqlExpressions;
import org.nasmyth.sql.StorageType;
import org.nasmyth.sql.TimestampText;

/** Writes expressions for PostgreSQL. Used by one thread. */
final class ExpressionWriter extends SqlExpressions {

  private final SqlText text;
  private final Scopes<Scope> scopes;
  private final Archive.Abilities abilities;
  private final QueryWriter queries;
  private final GeometryWriter geometry;
  private Map<Expression, String> named = Map.of();

  ExpressionWriter(
      SqlText text, Scopes<Scope> scopes, Archive.Abilities abilities, QueryWriter queries) {
    this.text = text;
    this.scopes = scopes;
    this.abilities = abilities;
    this.queries = queries;
    this.geometry = new GeometryWriter(text, scopes, abilities, this);
  }

  /** The expressions that have names, as keys of a grouping do. */
  Map<Expression, String> named() {
    return named;
  }

  /** Has expressions written by names from now on. */
  void name(Map<Expression, String> names) {
    named = names;
  }

  /**
   * An expression that the archive itself has made, so that nothing can be learnt by its failing.
   */
  String harmless(Expression expression) {
    return forgiven(() -> filter(expression, false));
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

  @Override
  public String value(Expression expression) {
    String name = named.isEmpty() ? null : named.get(expression);
    return name == null ? super.value(expression) : name;
  }

  @Override
  protected boolean isNamed(Expression expression) {
    return named.containsKey(expression);
  }

  @Override
  protected GeometrySql geometry() {
    return geometry;
  }

  @Override
  protected String query(Query query) {
    return queries.query(query);
  }

  @Override
  protected String typeName(StorageType type) {
    return TypeNames.sql(type);
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
    return exact ? sql : "CAST(" + sql + " AS " + TypeNames.sql(type) + ")";
  }

  @Override
  protected String converted(String sql, StorageType from, StorageType wanted) {
    if (from == wanted || wanted == StorageType.ARRAY) {
      return sql;
    }
    if (from == StorageType.TIMESTAMP && wanted == StorageType.TEXT) {
      return timestampText(sql);
    }
    if (from == StorageType.TEXT || from.isNumeric()) {
      noteFallible();
    }
    return "CAST(" + step(sql, from, wanted) + " AS " + TypeNames.sql(wanted) + ")";
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

  /** A column as it is stored. */
  String stored(Expression.ColumnValue column) {
    return scopes.get(column.source()).column(column.column());
  }

  /** What a column really is. */
  PhysicalType physical(Expression.ColumnValue column) {
    return scopes.get(column.source()).physical(column.column());
  }

  @Override
  protected String column(Expression.ColumnValue column) {
    String sql = stored(column);
    PhysicalType physical = physical(column);
    StorageType wanted = StorageType.of(column.type());
    if (physical.isSphere()) {
      return GeometryWriter.sphereValue(sql, physical, wanted);
    }
    if (wanted == StorageType.ARRAY) {
      boolean ready = physical == PhysicalType.BYTES;
      return ready ? sql : "CAST(" + sql + " AS " + TypeNames.sql(column.type()) + ")";
    }
    if (physical.is(wanted)) {
      return sql;
    }
    if (wanted == StorageType.TEXT
        && (physical == PhysicalType.TIMESTAMP || physical == PhysicalType.INSTANT)) {
      return timestampText(sql);
    }
    if (physical == PhysicalType.TEXT || physical == PhysicalType.NUMERIC) {
      noteFallible();
    }
    return "CAST(" + sql + " AS " + TypeNames.sql(wanted) + ")";
  }

  /**
   * An operand of a comparison. A column stays as it is stored where that compares with the other
   * side, so that its indexes can be used.
   */
  @Override
  protected String compared(Expression value, Expression other) {
    StorageType type = StorageType.of(value.type());
    StorageType otherType = StorageType.of(other.type());
    if (value instanceof Expression.ColumnValue column
        && !isNamed(value)
        && physical(column).comparesWith(otherType)) {
      return stored(column);
    }
    if (type == StorageType.TEXT && otherType == StorageType.TIMESTAMP) {
      return as(value, StorageType.TIMESTAMP);
    }
    return value(value);
  }

  // Values

  @Override
  protected String constant(Expression.Constant constant) {
    String type = TypeNames.sql(constant.type());
    Object value = constant.value();
    if (value == null) {
      return "CAST(NULL AS " + type + ")";
    }
    boolean instant = constant.type().isTimestamp();
    return text.parameter(instant ? instant(String.valueOf(value)) : value, type);
  }

  @Override
  protected Object instant(String written) {
    return TimestampText.instant(written);
  }

  /**
   * POWER. NULL where there is no number, or one that is too large; PostgreSQL makes errors of
   * these, and of results that are too small.
   */
  @Override
  protected String power(BuiltinCall call) {
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

  /**
   * ROUND and TRUNCATE. PostgreSQL rounds halves of floating-point numbers to even ones, and knows
   * digits only for decimal numbers, which would change the value first.
   */
  @Override
  protected String rounded(BuiltinCall call) {
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

  @Override
  protected String folded(BuiltinCall call) {
    String function = call.function() == Expression.Builtin.LOWER ? "lower" : "upper";
    String sql = as(call.arguments().get(0), StorageType.TEXT);
    String collation = abilities.foldingCollation();
    return collation.isEmpty()
        ? function + "(" + sql + ")"
        : "(" + function + "(" + sql + " COLLATE " + collation + ") COLLATE \"C\")";
  }

  @Override
  protected String function(Expression.FunctionCall call) {
    noteFallible();
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
            + TypeNames.sql(result)
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

  @Override
  protected String aggregate(Expression.Aggregate aggregate) {
    Expression argument = aggregate.argument();
    if (argument == null) {
      return "count(*)";
    }
    StorageType type = StorageType.of(argument.type());
    Scopes.Part operand = scopes.part(() -> value(argument));
    String sql = operand.sql();
    switch (aggregate.function()) {
      case SUM, AVG -> {
        noteFallible();
        // PostgreSQL adds single-precision numbers in single precision.
        sql = type == StorageType.FLOAT ? "CAST(" + sql + " AS double precision)" : sql;
      }
      case MIN, MAX -> sql = type == StorageType.TEXT ? sql + QueryWriter.BINARY_ORDER : sql;
      case COUNT -> {}
    }
    String distinct = aggregate.distinct() ? "DISTINCT " : "";
    String call = aggregate.function() + "(" + distinct + sql + ")" + scopes.keeping(operand);
    return aggregate.function() == Expression.Aggregate.Function.COUNT
        ? call
        : "CAST(" + call + " AS " + TypeNames.sql(aggregate.type()) + ")";
  }

  // Conditions

  @Override
  protected String collation(Expression.Comparison comparison) {
    return switch (comparison.operator()) {
      case EQUAL, NOT_EQUAL -> "";
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          collation(comparison.left(), comparison.right());
    };
  }

  /** A limit of BETWEEN, behind which PostgreSQL takes no COLLATE without parentheses. */
  @Override
  protected String bound(Expression value, Expression operand) {
    return "(" + compared(value, operand) + collation(operand, value) + ")";
  }

  private static String collation(Expression left, Expression right) {
    boolean texts =
        StorageType.of(left.type()) == StorageType.TEXT
            && StorageType.of(right.type()) == StorageType.TEXT;
    return texts ? QueryWriter.BINARY_ORDER : "";
  }

  @Override
  protected String amongMany(Expression.InList in, Constants constants) {
    String type = TypeNames.sql(constants.type());
    String list = text.parameter(new SqlText.ArrayParameter(type, constants.values()), type + "[]");
    String operand =
        in.operand() instanceof Expression.ColumnValue column
                && physical(column).comparesWith(constants.type())
            ? stored(column)
            : value(in.operand());
    return "(" + operand + (in.negated() ? " <> ALL (" : " = ANY (") + list + "))";
  }

  @Override
  protected String like(Expression.Like like) {
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
