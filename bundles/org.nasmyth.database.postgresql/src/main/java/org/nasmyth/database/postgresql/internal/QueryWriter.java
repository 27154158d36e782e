// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.nasmyth.sql.Scopes;
import org.nasmyth.sql.Sources;
import org.nasmyth.sql.StorageType;
import org.nasmyth.sql.UntranslatableException;

/** Writes queries and their sources. Used once, by one thread. */
final class QueryWriter {

  /** Orders texts by their characters' codes, whatever the database's language. */
  static final String BINARY_ORDER = " COLLATE \"C\"";

  private final SqlText text = new SqlText();
  private final Archive archive;
  private final boolean barriers;
  private final Scopes<Scope> scopes = new Scopes<>();
  private final Map<Integer, Query> common = new HashMap<>();
  private final ExpressionWriter expressions;
  private int groupings;
  private boolean restricted;

  /**
   * A writer.
   *
   * @param barriers whether nothing may be computed of a row before its table's restriction has let
   *     it through
   */
  QueryWriter(Archive archive, boolean barriers) {
    this.archive = archive;
    this.barriers = barriers;
    this.expressions = new ExpressionWriter(text, scopes, archive.abilities(), this);
  }

  Translation translate(Query query, long maxRows) throws DatabaseException {
    try {
      Translation translation = text.complete(query(query, maxRows, true));
      if (translation.parameters().size() > SqlText.MOST_PARAMETERS) {
        throw new DatabaseException(
            DatabaseException.Kind.UNSUPPORTED,
            "The query has more than " + SqlText.MOST_PARAMETERS + " constants.",
            null);
      }
      return translation;
    } catch (UntranslatableException e) {
      throw e.reason();
    }
  }

  /**
   * Whether the statement has restricted tables and expressions whose failure could tell something
   * of a row that the caller must not see.
   */
  boolean needsBarriers() {
    return restricted && !barriers && expressions.canFail();
  }

  /** A sub-query whose columns are values, without parentheses. */
  String query(Query query) {
    return query(query, Long.MAX_VALUE, true);
  }

  /**
   * Writes a query.
   *
   * @param flat whether columns of pgSphere's types are to be delivered as values, rather than as
   *     they are for use by an outer query
   */
  private String query(Query query, long maxRows, boolean flat) {
    StringBuilder sql = new StringBuilder();
    String separator = "WITH ";
    for (Query.CommonTable table : query.with()) {
      common.put(table.id(), table.query());
      sql.append(separator).append('w').append(table.id()).append(" AS (");
      sql.append(query(table.query(), Long.MAX_VALUE, false)).append(')');
      separator = ", ";
    }
    if (!query.with().isEmpty()) {
      sql.append(' ');
    }
    boolean wrapped = sortsTextByOutput(query) && !isPlainSelect(query.body());
    String body =
        query.body() instanceof QueryBody.SetOperation operation
            ? setOperation(operation)
            : select((QueryBody.Select) query.body(), flat, wrapped ? List.of() : query.orderBy());
    if (wrapped) {
      sql.append("SELECT * FROM (").append(body).append(") AS o ORDER BY ");
      sql.append(
          query.orderBy().stream()
              .map(ordering -> wrappedOrdering(query, ordering))
              .collect(Collectors.joining(", ")));
    } else {
      sql.append(body);
      if (query.body() instanceof QueryBody.SetOperation && !query.orderBy().isEmpty()) {
        sql.append(" ORDER BY ").append(orderings(query.orderBy(), null));
      }
    }
    OptionalLong limit = query.limit();
    long most = Math.min(limit.orElse(Long.MAX_VALUE), maxRows);
    if (most < Long.MAX_VALUE) {
      sql.append(" LIMIT ").append(most);
    }
    if (query.offset() > 0) {
      sql.append(" OFFSET ").append(query.offset());
    }
    return sql.toString();
  }

  private static boolean isPlainSelect(QueryBody body) {
    return body instanceof QueryBody.Select select && !select.distinct();
  }

  private static boolean sortsTextByOutput(Query query) {
    return query.orderBy().stream()
        .anyMatch(
            ordering ->
                ordering.key() instanceof Query.SortKey.OutputColumn output
                    && isText(query.fields().get(output.index()).type()));
  }

  private static boolean isText(ValueType type) {
    return StorageType.of(type) == StorageType.TEXT;
  }

  /** A key of a set operation or of distinct rows, all of which sort by what they deliver. */
  private String wrappedOrdering(Query query, Query.Ordering ordering) {
    int index =
        ordering.key() instanceof Query.SortKey.OutputColumn output
            ? output.index()
            : outputEqualTo(query.body(), ((Query.SortKey.Computed) ordering.key()).value());
    String collation = isText(query.fields().get(index).type()) ? BINARY_ORDER : "";
    return "o.c" + index + collation + direction(ordering);
  }

  private static int outputEqualTo(QueryBody body, Expression value) {
    if (body instanceof QueryBody.Select select) {
      for (int i = 0; i < select.outputs().size(); i++) {
        if (select.outputs().get(i).value().equals(value)) {
          return i;
        }
      }
    }
    throw new UntranslatableException(
        new DatabaseException(
            DatabaseException.Kind.UNSUPPORTED,
            "SELECT DISTINCT can be sorted only by what it selects.",
            null));
  }

  private String orderings(List<Query.Ordering> orderBy, QueryBody.@Nullable Select select) {
    return orderBy.stream()
        .map(ordering -> ordering(ordering, select))
        .collect(Collectors.joining(", "));
  }

  private String ordering(Query.Ordering ordering, QueryBody.@Nullable Select select) {
    if (ordering.key() instanceof Query.SortKey.OutputColumn output) {
      if (select == null || !isText(select.outputs().get(output.index()).field().type())) {
        return (output.index() + 1) + direction(ordering);
      }
      return sortValue(select.outputs().get(output.index()).value()) + direction(ordering);
    }
    Expression value = ((Query.SortKey.Computed) ordering.key()).value();
    if (select != null && select.distinct()) {
      return (outputEqualTo(select, value) + 1) + direction(ordering);
    }
    return sortValue(value) + direction(ordering);
  }

  private String sortValue(Expression value) {
    return expressions.value(value) + (isText(value.type()) ? BINARY_ORDER : "");
  }

  private static String direction(Query.Ordering ordering) {
    return ordering.descending() ? " DESC NULLS FIRST" : " ASC NULLS LAST";
  }

  private String setOperation(QueryBody.SetOperation operation) {
    return "("
        + query(operation.left())
        + ") "
        + operation.operator()
        + (operation.all() ? " ALL (" : " (")
        + query(operation.right())
        + ")";
  }

  private String select(QueryBody.Select select, boolean flat, List<Query.Ordering> orderBy) {
    StringBuilder from = new StringBuilder();
    scopes.beginSelect(select.from() == null ? List.of() : declare(select.from()));
    if (select.from() != null) {
      from.append(" FROM ").append(source(select.from()));
    }
    String where =
        select.where() == null ? "" : " WHERE " + expressions.filter(select.where(), false);
    List<String> keys = new ArrayList<>();
    Map<Expression, String> outer = expressions.named();
    if (!select.groupBy().isEmpty()) {
      from.append(groupKeys(select, keys));
    }
    StringBuilder sql = new StringBuilder(select.distinct() ? "SELECT DISTINCT " : "SELECT ");
    for (int i = 0; i < select.outputs().size(); i++) {
      sql.append(i == 0 ? "" : ", ");
      sql.append(output(select.outputs().get(i), flat || select.distinct()));
      sql.append(" AS c").append(i);
    }
    sql.append(from).append(where);
    if (!keys.isEmpty()) {
      sql.append(" GROUP BY ").append(String.join(", ", keys));
    }
    if (select.having() != null) {
      sql.append(" HAVING ").append(expressions.value(select.having()));
    }
    if (!orderBy.isEmpty()) {
      sql.append(" ORDER BY ").append(orderings(orderBy, select));
    }
    expressions.name(outer);
    scopes.endSelect();
    return sql.toString();
  }

  /**
   * Gives the keys of a grouping names. PostgreSQL compares expressions in GROUP BY and SELECT
   * parameter by parameter, and those of equal values are different to it.
   */
  private String groupKeys(QueryBody.Select select, List<String> keys) {
    Map<Expression, String> named = new HashMap<>(expressions.named());
    List<String> computed = new ArrayList<>();
    String alias = "g" + groupings++;
    for (Expression key : select.groupBy()) {
      String sql = expressions.value(key);
      if (key instanceof Expression.ColumnValue column) {
        // As it is stored, since a group by a cast column would not cover the column itself.
        sql = expressions.stored(column);
      } else {
        computed.add(sql + " AS k" + computed.size());
        sql = alias + ".k" + (computed.size() - 1);
        named.put(key, sql);
      }
      keys.add(sql);
    }
    expressions.name(named);
    if (computed.isEmpty()) {
      return "";
    }
    String row = "(SELECT " + String.join(", ", computed) + ") AS " + alias;
    return (select.from() == null ? " FROM " : " CROSS JOIN LATERAL ") + row;
  }

  private String output(QueryBody.Output output, boolean flat) {
    ValueType type = output.field().type();
    if (output.value() instanceof Expression.ColumnValue column) {
      PhysicalType physical = expressions.physical(column);
      if (physical.isSphere() && !flat) {
        return expressions.stored(column);
      }
      if (physical == PhysicalType.SPOLY && StorageType.of(type) == StorageType.ARRAY) {
        return "CAST(" + expressions.stored(column) + " AS text)";
      }
      if (physical == PhysicalType.BYTES && StorageType.of(type) == StorageType.ARRAY) {
        return expressions.stored(column);
      }
    }
    return expressions.exactly(output.value(), type);
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
    Query query =
        source instanceof Source.DerivedSource derived
            ? derived.query()
            : common.get(((Source.CommonSource) source).commonTable());
    List<StoredTable.StoredColumn> columns =
        IntStream.range(0, source.fields().size())
            .mapToObj(
                i ->
                    new StoredTable.StoredColumn(
                        "c" + i,
                        query == null
                            ? natural(source.fields().get(i).type())
                            : physical(query.body(), i)))
            .toList();
    return new Scope(alias, columns, null);
  }

  private static PhysicalType natural(ValueType type) {
    return PhysicalType.valueOf(StorageType.of(type).name());
  }

  /** What a column of a sub-query is: of pgSphere's types if it is a column of that type. */
  private PhysicalType physical(QueryBody body, int column) {
    PhysicalType natural = natural(body.fields().get(column).type());
    if (!(body instanceof QueryBody.Select select)
        || select.distinct()
        || !(select.outputs().get(column).value() instanceof Expression.ColumnValue value)
        || select.from() == null) {
      return natural;
    }
    PhysicalType inner = physical(select.from(), value);
    return inner.isSphere() ? inner : natural;
  }

  private PhysicalType physical(Source from, Expression.ColumnValue value) {
    if (from instanceof Source.Join join) {
      PhysicalType left = physical(join.left(), value);
      return left == PhysicalType.OTHER ? physical(join.right(), value) : left;
    }
    Source.Named named = (Source.Named) from;
    return named.id() == value.source()
        ? scope(named).physical(value.column())
        : PhysicalType.OTHER;
  }

  private String source(Source source) {
    if (source instanceof Source.Join join) {
      return Sources.joined(join, this::source, condition -> expressions.filter(condition, false));
    }
    Source.Named named = (Source.Named) source;
    String alias = Scopes.alias(named.id());
    if (source instanceof Source.DerivedSource derived) {
      return "(" + query(derived.query(), Long.MAX_VALUE, false) + ") AS " + alias;
    }
    if (source instanceof Source.CommonSource use) {
      return "w" + use.commonTable() + " AS " + alias;
    }
    Source.TableSource table = (Source.TableSource) source;
    String plain = stored(table.id()).sqlName() + " AS " + alias;
    if (table.restriction() == null) {
      return plain;
    }
    restricted = true;
    // PostgreSQL moves no condition below an OFFSET: that is the barrier.
    return "(SELECT * FROM "
        + plain
        + " WHERE "
        + expressions.harmless(table.restriction())
        + (barriers ? " OFFSET 0" : "")
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
