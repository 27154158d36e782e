// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.nasmyth.sql.GeometrySql;
import org.nasmyth.sql.Scopes;
import org.nasmyth.sql.SqlExpressions;
import org.nasmyth.sql.StorageType;
import org.nasmyth.sql.TimestampText;
import org.nasmyth.sql.UntranslatableException;

/** Writes expressions for DuckDB. Used by one thread. */
final class ExpressionWriter extends SqlExpressions {

  /** Functions that have a value, if only NULL, for whatever arguments. */
  private static final Set<Expression.Builtin> TOTAL =
      EnumSet.of(
          Expression.Builtin.COALESCE,
          Expression.Builtin.LOWER,
          Expression.Builtin.NULLIF,
          Expression.Builtin.PI,
          Expression.Builtin.UPPER);

  private final SqlText text;
  private final Scopes<Scope> scopes;
  private final CrossMatches matches;
  private final JavaFunctions functions;
  private final QueryWriter queries;
  private final GeometryWriter geometry;
  private boolean restricting;

  ExpressionWriter(
      SqlText text,
      Scopes<Scope> scopes,
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

  /**
   * An expression that the archive itself has made, so that nothing can be learnt by its failing.
   */
  String harmless(Expression expression) {
    restricting = true;
    String sql = forgiven(() -> value(expression));
    restricting = false;
    return sql;
  }

  @Override
  public String value(Expression expression) {
    if (!(expression instanceof Expression.Condition condition)) {
      return super.value(expression);
    }
    String equality = matches.equality(condition);
    String sql = super.value(condition);
    return equality == null ? sql : "(" + equality + " AND " + sql + ")";
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

  @Override
  protected String converted(String sql, StorageType from, StorageType wanted) {
    if (from == wanted || (from == StorageType.ARRAY && wanted == StorageType.TEXT)) {
      return sql;
    }
    if (from == StorageType.TIMESTAMP && wanted == StorageType.TEXT) {
      return SphereFunctions.TIMESTAMP_TEXT + "(" + sql + ")";
    }
    if (from == StorageType.TEXT || (from.isNumeric() && wanted != StorageType.DOUBLE)) {
      noteFallible();
    }
    return "CAST(" + sql + " AS " + TypeNames.sql(wanted) + ")";
  }

  @Override
  protected String column(Expression.ColumnValue column) {
    return scopes.get(column.source()).column(column.column());
  }

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

  /** DuckDB would cut digits beyond the microsecond off. */
  @Override
  protected Object instant(String written) {
    return TimestampText.write(TimestampText.instant(written));
  }

  @Override
  protected boolean arithmeticCanFail(StorageType type) {
    return type.isInteger();
  }

  @Override
  protected String division(StorageType type) {
    return type.isInteger() ? "//" : "/";
  }

  @Override
  protected boolean canFail(Expression.Builtin function) {
    return !TOTAL.contains(function);
  }

  @Override
  protected String power(BuiltinCall call) {
    String sql = Domains.repeated(result("pow", call, StorageType.DOUBLE));
    return "(CASE WHEN isfinite(" + sql + ") THEN " + sql + " END)";
  }

  @Override
  protected String rounded(BuiltinCall call) {
    String name = call.function() == Expression.Builtin.TRUNCATE ? "trunc" : "round";
    String sql = name + "(" + as(call.arguments().get(0), StorageType.DOUBLE);
    if (call.arguments().size() > 1) {
      sql += ", " + as(call.arguments().get(1), StorageType.INT);
    }
    return converted(sql + ")", StorageType.DOUBLE, StorageType.of(call.type()));
  }

  @Override
  protected String folded(BuiltinCall call) {
    String argument = as(call.arguments().get(0), StorageType.TEXT);
    return call.function() == Expression.Builtin.LOWER
        ? "lower(" + argument + ")"
        // Unicode's upper case of one character that DuckDB has another for.
        : "upper(replace(" + argument + ", 'ß', 'ss'))";
  }

  @Override
  protected String function(Expression.FunctionCall call) {
    noteFallible();
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

  @Override
  protected String aggregate(Expression.Aggregate aggregate) {
    Expression argument = aggregate.argument();
    if (argument == null) {
      return "count(*)";
    }
    String distinct = aggregate.distinct() ? "DISTINCT " : "";
    Scopes.Part operand = scopes.part(() -> value(argument));
    String sql =
        aggregate.function() + "(" + distinct + operand.sql() + ")" + scopes.keeping(operand);
    return switch (aggregate.function()) {
      case COUNT, MIN, MAX -> sql;
      case SUM, AVG -> {
        noteFallible();
        yield "CAST(" + sql + " AS " + TypeNames.sql(aggregate.type()) + ")";
      }
    };
  }

  @Override
  protected String comparison(Expression.Comparison comparison) {
    String near = geometry.nearby(comparison);
    String sql = super.comparison(comparison);
    return near == null ? sql : "(" + near + " AND " + sql + ")";
  }

  @Override
  protected String compared(Expression value, Expression other) {
    return as(value, comparable(value, other));
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

  /** The opposite, written so that DuckDB sees what stands under NOT: it skips blocks by that. */
  @Override
  protected String negated(Expression condition) {
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
        .orElseGet(() -> super.negated(condition));
  }

  /** An EXISTS of a restriction by the keys that it looks for, if it is of such a form. */
  private Optional<String> membership(Expression.Exists exists, boolean negated) {
    return (restricting ? Membership.of(exists) : Optional.<Membership>empty())
        .map(
            membership -> {
              String column = value(membership.column());
              String keys = "IN (" + query(membership.keys()) + "))";
              return negated
                  ? "(" + column + " IS NULL OR " + column + " NOT " + keys
                  : "(" + column + " IS NOT NULL AND " + column + " " + keys;
            });
  }

  /**
   * DuckDB makes a limit of 1 of an EXISTS that does not depend on the row, and may lose that as
   * any limit without an offset.
   */
  @Override
  protected String exists(Expression.Exists exists) {
    return membership(exists, false)
        .orElseGet(
            () -> {
              Scopes.Part query = scopes.part(() -> query(bare(exists.query())));
              return query.sources().isEmpty()
                  ? "EXISTS (SELECT 1 FROM (" + query.sql() + ") AS e OFFSET 0)"
                  : "EXISTS (" + query.sql() + ")";
            });
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

  @Override
  protected String amongMany(Expression.InList in, Constants constants) {
    StorageType type = constants.type();
    StorageType element = type == StorageType.TIMESTAMP ? StorageType.TEXT : type;
    String list =
        text.parameter(
            new SqlText.ListParameter(TypeNames.sql(element), constants.values()),
            TypeNames.sql(type) + "[]");
    return "(" + value(in.operand()) + not(in.negated()) + " IN (SELECT unnest(" + list + ")))";
  }

  @Override
  protected String like(Expression.Like like) {
    if (!(like.pattern() instanceof Expression.Constant)) {
      noteFallible();
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
