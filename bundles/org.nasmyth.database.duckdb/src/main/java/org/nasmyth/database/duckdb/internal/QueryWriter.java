// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.nasmyth.sql.Scopes;
import org.nasmyth.sql.Sources;
import org.nasmyth.sql.StorageType;
import org.nasmyth.sql.UntranslatableException;

/** Writes one statement: its queries and their sources. Used once, by one thread. */
final class QueryWriter {

  /**
   * DuckDB gathers all rows of a limit as high as this before it delivers the first; the reader
   * stops by itself instead.
   */
  private static final long HIGH_LIMIT = 10_000;

  private final SqlText text;
  private final Archive archive;
  private final boolean barriers;
  private final Scopes<Scope> scopes = new Scopes<>();
  private final CrossMatches matches;
  private final ExpressionWriter expressions;
  private boolean restricted;

  /**
   * A writer.
   *
   * @param barriers whether nothing may be computed of a row before its table's restriction has let
   *     it through
   */
  QueryWriter(SqlText text, Archive archive, JavaFunctions functions, boolean barriers) {
    this.text = text;
    this.archive = archive;
    this.barriers = barriers;
    this.matches = new CrossMatches(scopes, text);
    this.expressions = new ExpressionWriter(text, scopes, matches, functions, this);
  }

  Translation translate(Query query, long maxRows) throws DatabaseException {
    boolean done = false;
    try {
      long most = Math.min(query.limit().orElse(Long.MAX_VALUE), maxRows);
      // In an ordered query a limit saves work: DuckDB then keeps only the first rows as it sorts.
      boolean left = most >= HIGH_LIMIT && query.orderBy().isEmpty() && query.offset() == 0;
      String sql = query(query, left ? Long.MAX_VALUE : most);
      Translation translation = new Translation(sql, most, text);
      done = true;
      return translation;
    } catch (UntranslatableException e) {
      throw e.reason();
    } finally {
      if (!done) {
        text.release();
      }
    }
  }

  /**
   * Whether the statement has restricted tables and expressions whose failure could tell something
   * of a row that the caller must not see.
   */
  boolean needsBarriers() {
    return restricted && !barriers && expressions.canFail();
  }

  /** A whole query, without parentheses. */
  String query(Query query) {
    return query(query, query.limit().orElse(Long.MAX_VALUE));
  }

  private String query(Query query, long limit) {
    StringBuilder sql = new StringBuilder();
    String separator = "WITH ";
    for (Query.CommonTable common : query.with()) {
      sql.append(separator).append('w').append(common.id()).append(" AS (");
      sql.append(query(common.query())).append(')');
      separator = ", ";
    }
    if (!query.with().isEmpty()) {
      sql.append(' ');
    }
    sql.append(body(query.body()));
    if (!query.orderBy().isEmpty()) {
      sql.append(
          query.orderBy().stream()
              .map(this::ordering)
              .collect(Collectors.joining(", ", " ORDER BY ", "")));
    }
    if (limit < Long.MAX_VALUE) {
      sql.append(" LIMIT ").append(limit);
    }
    if (limit < Long.MAX_VALUE || query.offset() > 0) {
      // Even of 0: DuckDB 2.0.0 loses a limit without one above an outer join whose other side its
      // statistics show to be empty.
      sql.append(" OFFSET ").append(query.offset());
    }
    return sql.toString();
  }

  private String ordering(Query.Ordering ordering) {
    String key;
    if (ordering.key() instanceof Query.SortKey.OutputColumn output) {
      key = Integer.toString(output.index() + 1);
    } else {
      key = expressions.value(((Query.SortKey.Computed) ordering.key()).value());
    }
    return key + (ordering.descending() ? " DESC NULLS FIRST" : " ASC NULLS LAST");
  }

  private String body(QueryBody body) {
    if (body instanceof QueryBody.SetOperation operation) {
      return "("
          + query(operation.left())
          + ") "
          + operation.operator()
          + (operation.all() ? " ALL (" : " (")
          + query(operation.right())
          + ")";
    }
    return select((QueryBody.Select) body);
  }

  private String select(QueryBody.Select select) {
    String from = null;
    scopes.beginSelect(select.from() == null ? List.of() : declare(select.from()));
    if (select.from() != null) {
      matches.plan(select.from(), select.where());
      from = source(select.from());
    }
    StringBuilder sql = new StringBuilder(select.distinct() ? "SELECT DISTINCT " : "SELECT ");
    for (int i = 0; i < select.outputs().size(); i++) {
      sql.append(i == 0 ? "" : ", ");
      sql.append(output(select.outputs().get(i))).append(" AS c").append(i);
    }
    if (from != null) {
      sql.append(" FROM ").append(from);
    }
    if (select.where() != null) {
      sql.append(" WHERE ").append(expressions.value(select.where()));
    }
    if (!select.groupBy().isEmpty()) {
      sql.append(
          select.groupBy().stream()
              .map(expressions::value)
              .collect(Collectors.joining(", ", " GROUP BY ", "")));
    }
    if (select.having() != null) {
      sql.append(" HAVING ").append(expressions.value(select.having()));
    }
    scopes.endSelect();
    return sql.toString();
  }

  /** A value in exactly the type that the result's reader expects. */
  private String output(QueryBody.Output output) {
    StorageType type = StorageType.of(output.field().type());
    String sql = expressions.as(output.value(), type);
    return output.value() instanceof Expression.ColumnValue
        ? sql
        : "CAST(" + sql + " AS " + TypeNames.sql(type) + ")";
  }

  /** Makes sources known before conditions that refer to them are written. */
  private List<Integer> declare(Source source) {
    List<Integer> ids = new ArrayList<>();
    for (Source.Named named : Sources.named(source)) {
      scopes.declare(named.id(), scope(named));
      ids.add(named.id());
    }
    return ids;
  }

  private Scope scope(Source.Named source) {
    String alias = Scopes.alias(source.id());
    if (source instanceof Source.TableSource table) {
      try {
        StoredTable stored = archive.stored(table.table());
        return new Scope(alias, stored.columns(), stored);
      } catch (DatabaseException e) {
        throw new UntranslatableException(e);
      }
    }
    List<String> columns =
        IntStream.range(0, source.fields().size()).mapToObj(i -> "c" + i).toList();
    return new Scope(alias, columns, null);
  }

  private String source(Source source) {
    if (source instanceof Source.Join join) {
      return Sources.joined(join, this::source, expressions::value);
    }
    Source.Named named = (Source.Named) source;
    String alias = Scopes.alias(named.id());
    String rows = rows(named, alias);
    String near = matches.expansion(named.id());
    return near == null ? rows : "(SELECT *, " + near + " FROM " + rows + ") AS " + alias;
  }

  private String rows(Source.Named source, String alias) {
    if (source instanceof Source.DerivedSource derived) {
      return "(" + query(derived.query()) + ") AS " + alias;
    }
    if (source instanceof Source.CommonSource common) {
      return "w" + common.commonTable() + " AS " + alias;
    }
    Source.TableSource table = (Source.TableSource) source;
    StoredTable stored = stored(table.id());
    String plain = stored.sqlName() + " AS " + alias;
    if (table.restriction() == null) {
      return plain;
    }
    restricted = true;
    // DuckDB moves no condition below a LIMIT: that is the barrier.
    return "(SELECT * FROM "
        + plain
        + " WHERE "
        + expressions.harmless(table.restriction())
        + (barriers ? " LIMIT " + Long.MAX_VALUE + " OFFSET 0" : "")
        + ") AS "
        + alias;
  }

  private StoredTable stored(int id) {
    Scope scope = scopes.find(id);
    if (scope == null || scope.table() == null) {
      throw new IllegalStateException("Source " + id + " is no declared table.");
    }
    return scope.table();
  }
}
