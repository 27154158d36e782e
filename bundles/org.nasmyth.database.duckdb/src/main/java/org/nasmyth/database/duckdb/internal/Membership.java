// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.ColumnValue;
import org.nasmyth.api.query.Expression.Comparison;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;
import org.nasmyth.sql.StorageType;

/**
 * An EXISTS that asks no more than whether a column's value is among the keys of some rows of
 * another table. DuckDB gathers those keys once, which costs it less than to compare row by row.
 *
 * @param column of the query around
 * @param keys the keys, none of them NULL
 */
record Membership(ColumnValue column, Query keys) {

  /** The same as an EXISTS, if that is of such a form. */
  static Optional<Membership> of(Expression.Exists exists) {
    return plain(exists.query())
        .flatMap(
            select -> {
              Source.TableSource table = (Source.TableSource) select.from();
              return table == null ? Optional.empty() : of(select, table);
            });
  }

  private static Optional<Membership> of(QueryBody.Select select, Source.TableSource table) {
    List<Expression> rest = new ArrayList<>();
    List<Comparison> equalities = new ArrayList<>();
    for (Expression condition : conjuncts(select.where())) {
      if (refersOnlyTo(condition, Set.of(table.id()))) {
        rest.add(condition);
      } else if (condition instanceof Comparison comparison
          && comparison.operator() == Comparison.Operator.EQUAL
          && comparison.left() instanceof ColumnValue left
          && comparison.right() instanceof ColumnValue right
          && (left.source() == table.id()) != (right.source() == table.id())) {
        equalities.add(comparison);
      } else {
        return Optional.empty();
      }
    }
    if (equalities.size() != 1) {
      return Optional.empty();
    }
    ColumnValue left = (ColumnValue) equalities.get(0).left();
    ColumnValue right = (ColumnValue) equalities.get(0).right();
    boolean ownIsLeft = left.source() == table.id();
    ColumnValue key = ownIsLeft ? left : right;
    rest.add(new Expression.IsNull(key, true));
    Query keys =
        Query.of(
            new QueryBody.Select(
                false,
                List.of(new QueryBody.Output(key, Field.of("key", key.type()))),
                table,
                rest.size() == 1 ? rest.get(0) : new Expression.And(rest),
                List.of(),
                null));
    return StorageType.of(left.type()) == StorageType.of(right.type())
        ? Optional.of(new Membership(ownIsLeft ? right : left, keys))
        : Optional.empty();
  }

  /** A query of nothing but rows of one table. */
  private static Optional<QueryBody.Select> plain(Query query) {
    return query.with().isEmpty()
            && query.limit().isEmpty()
            && query.offset() == 0
            && query.body() instanceof QueryBody.Select select
            && select.from() instanceof Source.TableSource table
            && table.restriction() == null
            && select.groupBy().isEmpty()
            && select.having() == null
            && select.outputs().stream()
                .allMatch(output -> output.value() instanceof Expression.Constant)
        ? Optional.of((QueryBody.Select) query.body())
        : Optional.empty();
  }

  private static List<Expression> conjuncts(@Nullable Expression condition) {
    return condition instanceof Expression.And and
        ? and.operands()
        : condition == null ? List.of() : List.of(condition);
  }

  /** Whether all columns are of some sources; false where that cannot be told. */
  private static boolean refersOnlyTo(Expression expression, Set<Integer> sources) {
    Predicate<Expression> fits = part -> refersOnlyTo(part, sources);
    if (expression instanceof ColumnValue column) {
      return sources.contains(column.source());
    }
    if (expression instanceof Expression.And and) {
      return and.operands().stream().allMatch(fits);
    }
    if (expression instanceof Expression.Or or) {
      return or.operands().stream().allMatch(fits);
    }
    if (expression instanceof Expression.Not not) {
      return fits.test(not.operand());
    }
    if (expression instanceof Expression.IsNull isNull) {
      return fits.test(isNull.operand());
    }
    if (expression instanceof Comparison comparison) {
      return fits.test(comparison.left()) && fits.test(comparison.right());
    }
    if (expression instanceof Expression.InList in) {
      return fits.test(in.operand()) && in.members().stream().allMatch(fits);
    }
    if (expression instanceof Expression.Case choice) {
      return choice.branches().stream()
              .flatMap(branch -> Stream.of(branch.condition(), branch.value()))
              .allMatch(fits)
          && (choice.otherwise() == null || fits.test(choice.otherwise()));
    }
    if (expression instanceof Expression.Exists exists) {
      return of(exists).filter(inner -> fits.test(inner.column())).isPresent();
    }
    return expression instanceof Expression.Constant;
  }
}
