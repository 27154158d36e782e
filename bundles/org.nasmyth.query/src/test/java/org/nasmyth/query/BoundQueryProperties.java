// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.QueryBody;
import org.nasmyth.api.query.Source;

/** What holds for every bound query, whatever was asked. */
class BoundQueryProperties {

  @Property(tries = 300)
  void outputNamesAreUniqueIgnoringCase(@ForAll("queries") String adql) throws Exception {
    Set<String> names = new HashSet<>();
    for (Field field : QuerySession.overAll().bound(adql).fields()) {
      assertThat(names.add(field.name().toLowerCase(Locale.ROOT))).as(field.name()).isTrue();
    }
  }

  @Property(tries = 300)
  void everyColumnBelongsToASourceInScopeAndHasItsType(@ForAll("queries") String adql)
      throws Exception {
    new ScopeCheck().query(QuerySession.overAll().bound(adql), Map.of());
  }

  @Property(tries = 100)
  void everySourceHasAnIdOfItsOwn(@ForAll("queries") String adql) throws Exception {
    ScopeCheck check = new ScopeCheck();
    check.query(QuerySession.overAll().bound(adql), Map.of());
    assertThat(check.ids).doesNotHaveDuplicates();
  }

  @Property(tries = 200)
  void bindingTwiceGivesEqualTrees(@ForAll("queries") String adql) throws Exception {
    assertThat(QuerySession.overAll().bound(adql)).isEqualTo(QuerySession.overAll().bound(adql));
  }

  // Queries over two uses of a table, a derived table and their columns

  @Provide
  Arbitrary<String> queries() {
    Arbitrary<String> item =
        Arbitraries.of(
            "*",
            "a.*",
            "ra",
            "a.ra",
            "b.RA AS ra_2",
            "b.ra",
            "a.dp_id || b.dp_id",
            "a.exposure + 1 AS \"RA\"",
            "COALESCE(a.ra, b.exposure)",
            "eso_intersection(a.s_region, b.s_region)");
    Arbitrary<String> from =
        Arbitraries.of(
            "dbo.raw a JOIN dbo.raw b USING (ra)",
            "dbo.raw a NATURAL JOIN dbo.raw b",
            "dbo.raw a FULL JOIN (SELECT * FROM dbo.raw) b USING (ra, dec)",
            "(SELECT * FROM dbo.raw r) a RIGHT JOIN dbo.raw b USING (ra)");
    Arbitrary<String> where =
        Arbitraries.of(
            "",
            " WHERE a.ra > 5 AND ra BETWEEN 1 AND b.exposure",
            " WHERE EXISTS (SELECT 1 FROM ivoa.ObsCore o WHERE o.dp_id = a.dp_id AND s_ra > ra)",
            " WHERE a.ra IN (SELECT s_ra FROM ivoa.ObsCore WHERE s_dec < b.dec)",
            " WHERE CONTAINS(POINT(a.ra, b.dec), a.s_region) = 1");
    Arbitrary<String> order = Arbitraries.of("", " ORDER BY 1", " ORDER BY a.exposure DESC, 1");
    Arbitrary<String> select =
        Combinators.combine(item.list().ofMinSize(1).ofMaxSize(5), from, where)
            .as(
                (items, tables, condition) ->
                    "SELECT " + String.join(", ", items) + " FROM " + tables + condition);
    return Combinators.combine(select, order, Arbitraries.of(true, false))
        .as((text, by, twice) -> twice ? text + " UNION ALL " + text : text + by);
  }

  /** Walks a bound query with the sources that each place can see. */
  private static final class ScopeCheck {
    final List<Integer> ids = new ArrayList<>();

    void query(Query query, Map<Integer, List<Field>> outer) {
      if (query.body() instanceof QueryBody.SetOperation set) {
        query(set.left(), outer);
        query(set.right(), outer);
        assertThat(set.left().fields()).hasSameSizeAs(set.right().fields());
        for (int i = 0; i < set.fields().size(); i++) {
          assertThat(set.left().fields().get(i).type())
              .isEqualTo(set.right().fields().get(i).type());
        }
        return;
      }
      QueryBody.Select select = (QueryBody.Select) query.body();
      Map<Integer, List<Field>> visible = new HashMap<>(outer);
      source(select.from(), visible, outer);
      for (QueryBody.Output output : select.outputs()) {
        assertThat(output.field().type()).isEqualTo(output.value().type());
        value(output.value(), visible);
      }
      if (select.where() != null) {
        value(select.where(), visible);
      }
      for (Query.Ordering ordering : query.orderBy()) {
        if (ordering.key() instanceof Query.SortKey.Computed key) {
          value(key.value(), visible);
        } else if (ordering.key() instanceof Query.SortKey.OutputColumn key) {
          assertThat(key.index()).isBetween(0, select.outputs().size() - 1);
        }
      }
    }

    private void source(
        Source source, Map<Integer, List<Field>> visible, Map<Integer, List<Field>> outer) {
      if (source instanceof Source.Join join) {
        source(join.left(), visible, outer);
        source(join.right(), visible, outer);
        if (join.condition() != null) {
          value(join.condition(), visible);
        }
        return;
      }
      Source.Named named = (Source.Named) source;
      ids.add(named.id());
      visible.put(named.id(), named.fields());
      if (source instanceof Source.DerivedSource derived) {
        query(derived.query(), outer);
      }
    }

    private void value(Expression value, Map<Integer, List<Field>> visible) {
      if (value instanceof Expression.ColumnValue column) {
        assertThat(visible).containsKey(column.source());
        assertThat(visible.get(column.source()).get(column.column()).type())
            .isEqualTo(column.type());
      } else if (value instanceof Expression.Exists exists) {
        query(exists.query(), visible);
      } else if (value instanceof Expression.InQuery in) {
        value(in.operand(), visible);
        query(in.query(), visible);
      } else {
        children(value).forEach(child -> value(child, visible));
      }
    }

    private static List<Expression> children(Expression value) {
      if (value instanceof Expression.Arithmetic node) {
        return List.of(node.left(), node.right());
      }
      if (value instanceof Expression.Concatenation node) {
        return node.parts();
      }
      if (value instanceof Expression.BuiltinCall node) {
        return node.arguments();
      }
      if (value instanceof Expression.FunctionCall node) {
        return node.arguments();
      }
      if (value instanceof Expression.Cast node) {
        return List.of(node.operand());
      }
      if (value instanceof Expression.And node) {
        return node.operands();
      }
      if (value instanceof Expression.Comparison node) {
        return List.of(node.left(), node.right());
      }
      if (value instanceof Expression.Between node) {
        return List.of(node.operand(), node.low(), node.high());
      }
      if (value instanceof Expression.Contains node) {
        return List.of(node.inner(), node.outer());
      }
      if (value instanceof Expression.PointOf node) {
        return List.of(node.longitude(), node.latitude());
      }
      assertThat(value).isInstanceOf(Expression.Constant.class);
      return List.of();
    }
  }
}
