// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.CoveringLimits;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.PreparedRegion;
import org.nasmyth.sphere.Region;
import org.nasmyth.sql.DistanceLimit;
import org.nasmyth.sql.GeometrySql;
import org.nasmyth.sql.Scopes;
import org.nasmyth.sql.StorageType;

/**
 * Writes geometry. An exact function decides; in front of it stand conditions on hidden columns
 * that are cheap and that DuckDB can use to skip whole blocks of rows. They are written so that the
 * whole is true, false or unknown exactly when the function is, and so can stand anywhere: under
 * NOT and OR, in joins, as a value.
 */
final class GeometryWriter implements GeometrySql {

  private static final CoveringLimits COVERING = new CoveringLimits(8, 0, 30);

  private final SqlText text;
  private final Scopes<Scope> scopes;
  private final ExpressionWriter expressions;

  GeometryWriter(SqlText text, Scopes<Scope> scopes, ExpressionWriter expressions) {
    this.text = text;
    this.scopes = scopes;
    this.expressions = expressions;
  }

  /** A direction in ICRS, as two numbers in SQL. */
  private record Direction(String longitude, String latitude) {
    String arguments() {
      return longitude + ", " + latitude;
    }
  }

  /** The bounding cap of a geometry: a unit vector and a radius in radians, in SQL. */
  private record Cap(String x, String y, String z, String radius) {}

  /** A region column with an index. */
  private record IndexedRegion(Scope scope, StoredTable.RegionIndex index) {
    String region() {
      return scope.hidden(index.region());
    }

    Cap cap() {
      return new Cap(
          scope.hidden(index.x()),
          scope.hidden(index.y()),
          scope.hidden(index.z()),
          scope.hidden(index.radius()));
    }
  }

  // Values

  @Override
  public String value(Expression expression) {
    return valueAs(expression, expression.type());
  }

  @Override
  public String valueAs(Expression expression, ValueType type) {
    ValueType.Shape shape = type.shape();
    if (shape == null) {
      throw new IllegalArgumentException("Not a geometry: " + expression.getClass().getName());
    }
    if (expression instanceof Expression.RegionConstant constant) {
      return text.parameter(RegionText.asValue(constant.region(), shape), "VARCHAR");
    }
    if (!GeometrySql.isConstructed(expression) && shape == expression.type().shape()) {
      return expressions.value(expression);
    }
    return SphereFunctions.AS_VALUE + shape + "(" + region(expression) + ")";
  }

  /** A geometry as {@link RegionText}, for the functions of {@link SphereFunctions}. */
  String region(Expression expression) {
    if (expression instanceof Expression.RegionConstant constant) {
      return "'" + RegionText.reference(text.regionNumber(constant.region())) + "'";
    }
    IndexedRegion indexed = indexedRegion(expression);
    if (indexed != null) {
      return indexed.region();
    }
    expressions.noteFallible();
    if (expression instanceof Expression.PointOf) {
      return SphereFunctions.POINT + "(" + direction(expression).arguments() + ")";
    }
    if (expression instanceof Expression.CircleOf circle) {
      return SphereFunctions.CIRCLE
          + "("
          + direction(circle.centre()).arguments()
          + ", "
          + real(circle.radius())
          + ")";
    }
    if (expression instanceof Expression.PolygonOf polygon) {
      return polygon.vertices().stream()
          .map(vertex -> direction(vertex).arguments())
          .collect(Collectors.joining(", ", SphereFunctions.POLYGON + "(", ")"));
    }
    if (expression instanceof Expression.BoxOf box) {
      return List.of(box.longitude(), box.latitude(), box.width(), box.height()).stream()
          .map(this::real)
          .collect(Collectors.joining(", ", SphereFunctions.BOX + box.frame() + "(", ")"));
    }
    if (expression instanceof Expression.RegionOf region) {
      return SphereFunctions.PARSE + "(" + expressions.as(region.text(), StorageType.TEXT) + ")";
    }
    if (expression instanceof Expression.Centroid centroid) {
      return SphereFunctions.CENTROID + "(" + region(centroid.geometry()) + ")";
    }
    return parsed(expression);
  }

  private String parsed(Expression expression) {
    ValueType.Shape shape = expression.type().shape();
    String function =
        StorageType.of(expression.type()) == StorageType.TEXT || shape == null
            ? SphereFunctions.PARSE
            : SphereFunctions.OF_ARRAY + shape;
    return function + "(" + expressions.value(expression) + ")";
  }

  @Override
  public String area(Expression.Area area) {
    return SphereFunctions.AREA + "(" + region(area.geometry()) + ")";
  }

  @Override
  public String coordinate(Expression.Coordinate coordinate) {
    boolean longitude = coordinate.axis() == Expression.Coordinate.Axis.LONGITUDE;
    return (longitude ? SphereFunctions.LONGITUDE : SphereFunctions.LATITUDE)
        + "("
        + region(coordinate.point())
        + ")";
  }

  @Override
  public String distance(Expression.Distance distance) {
    return SphereFunctions.DISTANCE
        + "("
        + direction(distance.from()).arguments()
        + ", "
        + direction(distance.to()).arguments()
        + ")";
  }

  private Direction direction(Expression point) {
    if (point instanceof Expression.PointOf made) {
      Direction direction = new Direction(real(made.longitude()), real(made.latitude()));
      return made.frame() == Frame.ICRS
          ? direction
          : new Direction(
              SphereFunctions.ROTATE_LONGITUDE + made.frame() + "(" + direction.arguments() + ")",
              SphereFunctions.ROTATE_LATITUDE + made.frame() + "(" + direction.arguments() + ")");
    }
    if (point instanceof Expression.RegionConstant constant
        && constant.region() instanceof Position position) {
      return new Direction(
          text.parameter(position.point().longitude(), "DOUBLE"),
          text.parameter(position.point().latitude(), "DOUBLE"));
    }
    String region = region(point);
    return new Direction(
        SphereFunctions.LONGITUDE + "(" + region + ")",
        SphereFunctions.LATITUDE + "(" + region + ")");
  }

  private String real(Expression number) {
    return expressions.as(number, StorageType.DOUBLE);
  }

  // Conditions

  @Override
  public String contains(Expression.Contains contains) {
    Expression inner = contains.inner();
    Expression outer = contains.outer();
    if (!isPoint(inner)) {
      String exact = SphereFunctions.CONTAINS + "(" + region(outer) + ", " + region(inner) + ")";
      return guarded(inner, outer, exact);
    }
    Direction direction = direction(inner);
    if (outer instanceof Expression.RegionConstant constant) {
      String exact =
          SphereFunctions.CONSTANT_HOLDS
              + "("
              + text.regionNumber(constant.region())
              + ", "
              + direction.arguments()
              + ")";
      String cell = indexedCell(inner);
      return cell == null
          ? exact
          : "(" + ranges(cell, constant.region().prepare()) + " AND " + exact + ")";
    }
    if (outer instanceof Expression.CircleOf circle) {
      return "("
          + SphereFunctions.DISTANCE
          + "("
          + direction.arguments()
          + ", "
          + direction(circle.centre()).arguments()
          + ") <= "
          + real(circle.radius())
          + " + "
          + Region.TOLERANCE
          + ")";
    }
    String exact = SphereFunctions.HOLDS + "(" + region(outer) + ", " + direction.arguments() + ")";
    return guarded(inner, outer, exact);
  }

  @Override
  public String intersects(Expression.Intersects intersects) {
    Expression left = intersects.left();
    Expression right = intersects.right();
    if (isPoint(left)) {
      return contains(new Expression.Contains(left, right));
    }
    if (isPoint(right)) {
      return contains(new Expression.Contains(right, left));
    }
    String exact = SphereFunctions.INTERSECTS + "(" + region(left) + ", " + region(right) + ")";
    return guarded(left, right, exact);
  }

  private static boolean isPoint(Expression expression) {
    return expression instanceof Expression.PointOf
        || (expression instanceof Expression.RegionConstant constant
            && constant.region() instanceof Position);
  }

  /**
   * The cells near a constant point, where a comparison asks for rows near it; null where there is
   * no index for that.
   */
  @Nullable String nearby(Expression.Comparison comparison) {
    DistanceLimit limit = DistanceLimit.of(comparison);
    Double radius = limit == null ? null : limit.constant();
    if (limit == null || radius == null || !(radius >= 0 && radius <= 180)) {
      return null;
    }
    Expression from = limit.distance().from();
    Expression to = limit.distance().to();
    String nearFrom = nearby(from, to, radius);
    return nearFrom == null ? nearby(to, from, radius) : nearFrom;
  }

  private @Nullable String nearby(Expression indexed, Expression constant, double radius) {
    String cell = indexedCell(indexed);
    if (cell != null
        && constant instanceof Expression.RegionConstant region
        && region.region() instanceof Position position) {
      return ranges(cell, new Circle(position.point(), radius).prepare());
    }
    return null;
  }

  /**
   * Puts a cheap condition in front of an exact one: the bounding caps must meet, and if one side
   * is constant, the centre of the other's cap must be in the cells around it.
   */
  private String guarded(Expression left, Expression right, String exact) {
    IndexedRegion leftIndex = indexedRegion(left);
    IndexedRegion rightIndex = indexedRegion(right);
    if (leftIndex == null && rightIndex == null) {
      return exact;
    }
    Cap leftCap = cap(left, leftIndex);
    Cap rightCap = cap(right, rightIndex);
    if (leftCap == null || rightCap == null) {
      return exact;
    }
    String meet =
        "("
            + product(leftCap.x(), rightCap.x())
            + " + "
            + product(leftCap.y(), rightCap.y())
            + " + "
            + product(leftCap.z(), rightCap.z())
            + " >= cos(least("
            + leftCap.radius()
            + " + "
            + rightCap.radius()
            + " + 1e-7, pi())))";
    String checked =
        "CASE WHEN "
            + meet
            + " THEN "
            + exact
            + " WHEN "
            + meet
            + " IS NULL THEN NULL ELSE FALSE END";
    List<String> conditions = new ArrayList<>();
    addRanges(conditions, leftIndex, right);
    addRanges(conditions, rightIndex, left);
    conditions.add(checked);
    return "(" + String.join(" AND ", conditions) + ")";
  }

  private static String product(String left, String right) {
    return left + " * " + right;
  }

  private void addRanges(
      List<String> conditions, @Nullable IndexedRegion indexed, Expression other) {
    if (indexed == null || !(other instanceof Expression.RegionConstant constant)) {
      return;
    }
    Circle cap = constant.region().boundingCap();
    double reach = cap.radius() + indexed.index().maxRadius() + 1e-6;
    if (reach < 90) {
      String cell = indexed.scope().hidden(indexed.index().cell());
      conditions.add(ranges(cell, new Circle(cap.centre(), reach).prepare()));
    }
  }

  private String ranges(String cell, PreparedRegion region) {
    return region.covering(COVERING).ranges().stream()
        .map(range -> cell + " BETWEEN " + range.low() + " AND " + range.high())
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private @Nullable Cap cap(Expression expression, @Nullable IndexedRegion indexed) {
    if (indexed != null) {
      return indexed.cap();
    }
    if (expression instanceof Expression.RegionConstant constant) {
      Circle cap = constant.region().boundingCap();
      return new Cap(
          number(cap.centre().x()),
          number(cap.centre().y()),
          number(cap.centre().z()),
          number(Math.toRadians(cap.radius())));
    }
    if (expression instanceof Expression.PointOf) {
      return cap(direction(expression), number(0));
    }
    if (expression instanceof Expression.CircleOf circle) {
      return cap(direction(circle.centre()), "radians(" + real(circle.radius()) + ")");
    }
    return null;
  }

  private static Cap cap(Direction direction, String radius) {
    String longitude = "radians(" + direction.longitude() + ")";
    String latitude = "radians(" + direction.latitude() + ")";
    return new Cap(
        "cos(" + latitude + ") * cos(" + longitude + ")",
        "cos(" + latitude + ") * sin(" + longitude + ")",
        "sin(" + latitude + ")",
        radius);
  }

  private String number(double value) {
    return text.parameter(value, "DOUBLE");
  }

  /** The hidden cell column of a position that is made of an indexed pair of columns; or null. */
  private @Nullable String indexedCell(Expression point) {
    if (point instanceof Expression.PointOf made
        && made.frame() == Frame.ICRS
        && made.longitude() instanceof Expression.ColumnValue longitude
        && made.latitude() instanceof Expression.ColumnValue latitude
        && longitude.source() == latitude.source()) {
      Scope scope = scopes.find(longitude.source());
      StoredTable table = scope == null ? null : scope.table();
      StoredTable.PositionIndex index = table == null ? null : table.position();
      if (scope != null
          && index != null
          && index.longitude() == longitude.column()
          && index.latitude() == latitude.column()) {
        return scope.hidden(StoredTable.POSITION_CELL);
      }
    }
    return null;
  }

  private @Nullable IndexedRegion indexedRegion(Expression expression) {
    Expression column = expression instanceof Expression.RegionOf of ? of.text() : expression;
    if (column instanceof Expression.ColumnValue value) {
      Scope scope = scopes.find(value.source());
      StoredTable table = scope == null ? null : scope.table();
      StoredTable.RegionIndex index = table == null ? null : table.regions().get(value.column());
      if (scope != null && index != null) {
        return new IndexedRegion(scope, index);
      }
    }
    return null;
  }
}
