// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.SkyCell;
import org.nasmyth.sql.DistanceLimit;
import org.nasmyth.sql.Scopes;

/**
 * Finds the conditions that match the positions of two sources within a fixed radius, and makes an
 * equality out of each: one source's rows are repeated for each cell that comes within the radius
 * of their position, the other's rows have the one cell that holds their position. DuckDB then
 * joins by hashing instead of comparing all pairs. A pair of rows meets in one cell at most, so
 * that none appears twice.
 *
 * <p>That is right only for conditions that every row of the result fulfils: members of the WHERE's
 * or an inner join's outermost AND, and a left join's condition if the right source is the repeated
 * one.
 */
final class CrossMatches {

  private static final String NEAR = "h_near";
  private static final int COARSEST = 4;
  private static final int FINEST = 24;

  private final Scopes<Scope> scopes;
  private final SqlText text;
  private final IdentityHashMap<Expression, Match> matches = new IdentityHashMap<>();
  private final Map<Integer, Match> expansions = new HashMap<>();

  CrossMatches(Scopes<Scope> scopes, SqlText text) {
    this.scopes = scopes;
    this.text = text;
  }

  /** A position made of two columns of one source. */
  private record Place(int source, int longitude, int latitude) {
    static @Nullable Place of(Expression expression) {
      if (expression instanceof Expression.PointOf point
          && point.frame() == Frame.ICRS
          && point.longitude() instanceof Expression.ColumnValue longitude
          && point.latitude() instanceof Expression.ColumnValue latitude
          && longitude.source() == latitude.source()) {
        return new Place(longitude.source(), longitude.column(), latitude.column());
      }
      return null;
    }
  }

  private record Match(Place repeated, Place other, double radius, int level) {}

  /** Looks for matches among the conditions of one SELECT. */
  void plan(Source from, @Nullable Expression where) {
    Set<Integer> always = new HashSet<>();
    planJoins(from, always);
    if (where != null) {
      planConditions(where, always, always);
    }
  }

  /**
   * Plans the joins' own conditions.
   *
   * @param always filled with the sources all of whose rows pass the WHERE as they are, not with
   *     NULLs in their place
   */
  private void planJoins(Source source, Set<Integer> always) {
    if (!(source instanceof Source.Join join)) {
      always.add(((Source.Named) source).id());
      return;
    }
    Set<Integer> left = new HashSet<>();
    Set<Integer> right = new HashSet<>();
    planJoins(join.left(), left);
    planJoins(join.right(), right);
    if (join.kind() == Source.Join.Kind.INNER) {
      always.addAll(left);
      always.addAll(right);
      if (join.condition() != null) {
        planConditions(join.condition(), always, always);
      }
    } else if (join.kind() == Source.Join.Kind.LEFT) {
      always.addAll(left);
      if (join.condition() != null && join.right() instanceof Source.Named named) {
        Set<Integer> both = new HashSet<>(left);
        both.addAll(right);
        planConditions(join.condition(), Set.of(named.id()), both);
      }
    } else if (join.kind() == Source.Join.Kind.RIGHT) {
      always.addAll(right);
    }
  }

  private void planConditions(Expression condition, Set<Integer> repeatable, Set<Integer> here) {
    List<Expression> open = new ArrayList<>(List.of(condition));
    while (!open.isEmpty()) {
      Expression next = open.remove(open.size() - 1);
      if (next instanceof Expression.And and) {
        open.addAll(and.operands());
      } else {
        planCondition(next, repeatable, here);
      }
    }
  }

  private void planCondition(Expression condition, Set<Integer> repeatable, Set<Integer> here) {
    Expression[] points = new Expression[2];
    Double radius = radius(condition, points);
    if (radius == null || !(radius >= 0 && radius < 180)) {
      return;
    }
    Place first = Place.of(points[0]);
    Place second = Place.of(points[1]);
    if (first == null || second == null || first.source() == second.source()) {
      return;
    }
    if (!here.contains(first.source()) || !here.contains(second.source())) {
      return;
    }
    int level = Math.min(FINEST, SkyCell.levelFor(radius));
    boolean firstFits = repeatable.contains(first.source());
    boolean secondFits = repeatable.contains(second.source());
    if (level < COARSEST || !(firstFits || secondFits)) {
      return;
    }
    boolean repeatFirst = firstFits && (!secondFits || rows(first) < rows(second));
    Match match =
        repeatFirst
            ? new Match(first, second, radius, level)
            : new Match(second, first, radius, level);
    if (expansions.putIfAbsent(match.repeated().source(), match) == null) {
      matches.put(condition, match);
    }
  }

  private long rows(Place place) {
    Scope scope = scopes.find(place.source());
    return scope == null ? Long.MAX_VALUE : scope.rows();
  }

  /** The constant radius of a matching condition, and its two points; null if it is none. */
  private static @Nullable Double radius(Expression condition, Expression[] points) {
    if (condition instanceof Expression.Comparison comparison) {
      DistanceLimit limit = DistanceLimit.of(comparison);
      if (limit != null) {
        points[0] = limit.distance().from();
        points[1] = limit.distance().to();
        return limit.constant();
      }
    } else if (condition instanceof Expression.Contains contains
        && contains.outer() instanceof Expression.CircleOf circle) {
      points[0] = contains.inner();
      points[1] = circle.centre();
      return DistanceLimit.number(circle.radius());
    }
    return null;
  }

  /** The column that repeats a source's rows, with its name; null if they are not repeated. */
  @Nullable String expansion(int source) {
    Match match = expansions.get(source);
    if (match == null) {
      return null;
    }
    return "unnest(CAST(string_split("
        + SphereFunctions.CELLS_WITHIN
        + "("
        + column(match.repeated(), match.repeated().longitude())
        + ", "
        + column(match.repeated(), match.repeated().latitude())
        + ", "
        + text.parameter(match.radius(), "DOUBLE")
        + ", "
        + match.level()
        + "), ',') AS BIGINT[])) AS "
        + NEAR;
  }

  /** The equality that goes with a condition; null if it is no match. */
  @Nullable String equality(Expression condition) {
    Match match = matches.get(condition);
    if (match == null) {
      return null;
    }
    long bit = SkyCell.lowestBit(match.level());
    Scope repeated = scope(match.repeated());
    return "(("
        + cell(match.other())
        + " & "
        + -bit
        + ") | "
        + bit
        + ") = "
        + repeated.hidden(NEAR);
  }

  private String cell(Place place) {
    Scope scope = scope(place);
    StoredTable table = scope.table();
    StoredTable.PositionIndex index = table == null ? null : table.position();
    if (index != null
        && index.longitude() == place.longitude()
        && index.latitude() == place.latitude()) {
      return scope.hidden(StoredTable.POSITION_CELL);
    }
    return SphereFunctions.CELL
        + "("
        + column(place, place.longitude())
        + ", "
        + column(place, place.latitude())
        + ")";
  }

  private String column(Place place, int position) {
    return "CAST(" + scope(place).column(position) + " AS DOUBLE)";
  }

  private Scope scope(Place place) {
    return scopes.get(place.source());
  }
}
