// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.database.postgresql.internal.StoredTable.Method;
import org.nasmyth.database.postgresql.internal.StoredTable.RegionIndex;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.CoveringLimits;
import org.nasmyth.sphere.DaliShape;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.StcText;
import org.nasmyth.sphere.Union;
import org.nasmyth.sql.DistanceLimit;
import org.nasmyth.sql.GeometrySql;
import org.nasmyth.sql.LoadedRegions;
import org.nasmyth.sql.Scopes;
import org.nasmyth.sql.StorageType;
import org.nasmyth.sql.UntranslatableException;

/**
 * Writes geometry. What decides is exact: a formula for distances, a function of the schema
 * nasmyth, or, where a column has one of pgSphere's types, pgSphere's operator with its tolerance
 * of 1e-9 radians. In filters, conditions that indexes can answer stand in front of it.
 */
final class GeometryWriter implements GeometrySql {

  private static final CoveringLimits COVERING = new CoveringLimits(8, 0, 30);

  /** What is added to a radius that an index is asked for, in degrees; beyond anyone's rounding. */
  private static final double MARGIN = 1e-7;

  /** Larger regions are not looked for in an index. */
  private static final double LARGEST = 60;

  private final SqlText text;
  private final Scopes<Scope> scopes;
  private final Archive.Abilities abilities;
  private final ExpressionWriter expressions;

  GeometryWriter(
      SqlText text,
      Scopes<Scope> scopes,
      Archive.Abilities abilities,
      ExpressionWriter expressions) {
    this.text = text;
    this.scopes = scopes;
    this.abilities = abilities;
    this.expressions = expressions;
  }

  /** A direction in ICRS, as two numbers in SQL, in degrees. */
  private record Direction(String longitude, String latitude) {
    String arguments() {
      return longitude + ", " + latitude;
    }

    String spoint() {
      return "spoint(radians(" + longitude + "), radians(" + latitude + "))";
    }
  }

  /** A geometry of one of pgSphere's types. */
  private record Sphere(PhysicalType type, String sql) {}

  // Values

  /** A column of a type of pgSphere's as a value: an array where it can be one, else text. */
  static String sphereValue(String sql, PhysicalType physical, StorageType wanted) {
    if (wanted != StorageType.ARRAY || physical == PhysicalType.SPOLY) {
      return "CAST(" + sql + " AS text)";
    }
    String array =
        physical == PhysicalType.SPOINT
            ? "ARRAY[degrees(long(%1$s)), degrees(lat(%1$s))]"
            : "ARRAY[degrees(long(center(%1$s))), degrees(lat(center(%1$s))),"
                + " degrees(radius(%1$s))]";
    return "(CASE WHEN " + sql + " IS NOT NULL THEN " + array.replace("%1$s", sql) + " END)";
  }

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
      return constant(constant.region(), shape);
    }
    if (!GeometrySql.isConstructed(expression) && shape == expression.type().shape()) {
      return expressions.value(expression);
    }
    if (expression instanceof Expression.PointOf && shape == ValueType.Shape.POINT) {
      Direction direction = direction(expression);
      return "(CASE WHEN "
          + isDirection(direction)
          + " THEN ARRAY["
          + direction.arguments()
          + "] END)";
    }
    return shape == ValueType.Shape.REGION
        ? function("stc") + region(expression) + ")"
        : function("numbers") + "'" + shape + "', " + region(expression) + ")";
  }

  private String constant(Region region, ValueType.Shape shape) {
    if (shape == ValueType.Shape.REGION) {
      return text.parameter(StcText.write(region), "text");
    }
    if (DaliShape.of(region) != LoadedRegions.dali(shape)) {
      throw refused("A region of another kind cannot be delivered as a " + shape + ".");
    }
    List<Double> numbers = Arrays.stream(DaliShape.values(region)).boxed().toList();
    return array(numbers);
  }

  private String function(String name) {
    if (!abilities.functions()) {
      throw refused(
          "This database can compare positions with regions, but not compute with regions beyond"
              + " that; its operator can install the functions that are missing.");
    }
    expressions.noteFallible();
    return "nasmyth." + name + "(";
  }

  private static UntranslatableException refused(String message) {
    return new UntranslatableException(
        new DatabaseException(DatabaseException.Kind.UNSUPPORTED, message, null));
  }

  private String array(List<Double> numbers) {
    return text.parameter(
        new SqlText.ArrayParameter(TypeNames.sql(StorageType.DOUBLE), numbers),
        "double precision[]");
  }

  private String number(double value) {
    return text.parameter(value, TypeNames.sql(StorageType.DOUBLE));
  }

  private String real(Expression number) {
    return expressions.as(number, StorageType.DOUBLE);
  }

  private String numbers(Region region) {
    if (RegionNumbers.reachesTooFar(region)) {
      throw refused(
          "A polygon that reaches farther than 90 degrees from its middle cannot be used in this"
              + " database; write it as a union of smaller ones.");
    }
    return array(RegionNumbers.of(region));
  }

  /** A geometry as the functions of the schema nasmyth take it. */
  private String region(Expression expression) {
    if (expression instanceof Expression.RegionConstant constant) {
      return numbers(constant.region());
    }
    String indexed = indexedRegion(expression).map(Indexed::region).orElse(null);
    if (indexed != null) {
      return indexed;
    }
    if (expression instanceof Expression.PointOf point) {
      Direction written = new Direction(real(point.longitude()), real(point.latitude()));
      return point.frame() == Frame.ICRS
          ? function("point") + written.arguments() + ")"
          : function("of_numbers") + "'POINT', " + rotated(written, point.frame()) + ")";
    }
    if (expression instanceof Expression.CircleOf circle) {
      return function("circle")
          + direction(circle.centre()).arguments()
          + ", "
          + real(circle.radius())
          + ")";
    }
    if (expression instanceof Expression.PolygonOf polygon) {
      return function("polygon")
          + polygon.vertices().stream()
              .map(vertex -> direction(vertex).arguments())
              .collect(Collectors.joining(", ", "ARRAY[", "])"));
    }
    if (expression instanceof Expression.BoxOf box) {
      String vertices =
          List.of(box.longitude(), box.latitude(), box.width(), box.height()).stream()
              .map(this::real)
              .collect(Collectors.joining(", ", function("box_vertices"), ")"));
      return function("polygon")
          + (box.frame() == Frame.ICRS
              ? vertices
              : function("rotated_all") + vertices + ", " + axes(box.frame()) + ")")
          + ")";
    }
    if (expression instanceof Expression.RegionOf region) {
      return indexedOrSphere(region.text())
          .orElseGet(
              () -> function("parse") + expressions.as(region.text(), StorageType.TEXT) + ")");
    }
    if (expression instanceof Expression.Centroid centroid) {
      return function("centroid") + region(centroid.geometry()) + ")";
    }
    return indexedOrSphere(expression).orElseGet(() -> parsed(expression));
  }

  private Optional<String> indexedOrSphere(Expression expression) {
    Sphere column = sphereColumn(expression);
    return column == null
        ? Optional.empty()
        : Optional.of(function("of_sphere") + "CAST(" + column.sql() + " AS text))");
  }

  private String parsed(Expression expression) {
    ValueType.Shape shape = expression.type().shape();
    String value = expressions.value(expression);
    return StorageType.of(expression.type()) == StorageType.TEXT || shape == null
        ? function("parse") + value + ")"
        : function("of_numbers") + "'" + shape + "', " + value + ")";
  }

  private String axes(Frame frame) {
    return array(
        Arrays.stream(frame.rotation()).flatMap(row -> Arrays.stream(row).boxed()).toList());
  }

  private String rotated(Direction direction, Frame frame) {
    return function("rotated") + direction.arguments() + ", " + axes(frame) + ")";
  }

  private Direction direction(Expression point) {
    if (point instanceof Expression.PointOf made) {
      Direction written = new Direction(real(made.longitude()), real(made.latitude()));
      if (made.frame() == Frame.ICRS) {
        return written;
      }
      String turned = rotated(written, made.frame());
      return new Direction("(" + turned + ")[1]", "(" + turned + ")[2]");
    }
    if (point instanceof Expression.RegionConstant constant
        && constant.region() instanceof Position position) {
      return new Direction(
          number(position.point().longitude()), number(position.point().latitude()));
    }
    Sphere column = sphereColumn(point);
    if (column != null && column.type() == PhysicalType.SPOINT) {
      return new Direction(
          "degrees(long(" + column.sql() + "))", "degrees(lat(" + column.sql() + "))");
    }
    if (!GeometrySql.isConstructed(point)
        && point.type().shape() == ValueType.Shape.POINT
        && StorageType.of(point.type()) == StorageType.ARRAY) {
      String value = "(" + expressions.value(point) + ")";
      return new Direction(value + "[1]", value + "[2]");
    }
    String region = region(point);
    return new Direction(
        function("coordinate") + region + ", 1)", function("coordinate") + region + ", 2)");
  }

  private static String isDirection(Direction direction) {
    return "("
        + direction.latitude()
        + " BETWEEN -90 AND 90 AND abs("
        + direction.longitude()
        + ") <= 1e300)";
  }

  @Override
  public String coordinate(Expression.Coordinate coordinate) {
    Direction direction = direction(coordinate.point());
    return coordinate.axis() == Expression.Coordinate.Axis.LONGITUDE
        ? direction.longitude()
        : direction.latitude();
  }

  @Override
  public String area(Expression.Area area) {
    if (area.geometry() instanceof Expression.RegionConstant constant) {
      return number(constant.region().area());
    }
    Sphere column = sphereColumn(area.geometry());
    // To pgSphere, areas below 1e-9 steradians are 0.
    if (column != null && column.type() != PhysicalType.SPOINT && !abilities.functions()) {
      return "(area(" + column.sql() + ") * power(degrees(1), 2))";
    }
    return function("area") + region(area.geometry()) + ")";
  }

  @Override
  public String distance(Expression.Distance distance) {
    return distance(direction(distance.from()), direction(distance.to()));
  }

  /** The distance in degrees, by the formula of nasmyth.distance where that is not installed. */
  private String distance(Direction a, Direction b) {
    if (abilities.functions()) {
      return "nasmyth.distance(" + a.arguments() + ", " + b.arguments() + ")";
    }
    String cosines = "cosd(" + a.latitude() + ") * cosd(" + b.latitude() + ")";
    String across = "(" + a.longitude() + " - " + b.longitude() + ") / 2";
    return "(CASE WHEN "
        + isDirection(a)
        + " AND "
        + isDirection(b)
        + " THEN 2 * degrees(atan2(sqrt(power(sind(("
        + a.latitude()
        + " - "
        + b.latitude()
        + ") / 2), 2) + "
        + cosines
        + " * power(sind("
        + across
        + "), 2)), sqrt(power(sind(("
        + a.latitude()
        + " + "
        + b.latitude()
        + ") / 2), 2) + "
        + cosines
        + " * power(cosd("
        + across
        + "), 2)))) END)";
  }

  // Conditions

  @Override
  public String contains(Expression.Contains contains) {
    Expression inner = contains.inner();
    Expression outer = contains.outer();
    if (isPoint(inner)) {
      if (outer instanceof Expression.CircleOf circle) {
        return "("
            + distance(direction(inner), direction(circle.centre()))
            + " <= "
            + real(circle.radius())
            + " + "
            + Region.TOLERANCE
            + ")";
      }
      if (outer instanceof Expression.RegionConstant constant) {
        return holds(inner, constant.region());
      }
    }
    if (sphereColumn(inner) != null || sphereColumn(outer) != null) {
      String sphere = sphereContains(inner, outer);
      if (sphere != null) {
        return sphere;
      }
    }
    return isPoint(inner)
        ? function("holds") + region(outer) + ", " + direction(inner).arguments() + ")"
        : function("contains") + region(outer) + ", " + region(inner) + ")";
  }

  /** Whether a point is in a constant region. */
  private String holds(Expression point, Region region) {
    if (region instanceof Circle circle) {
      return near(point, circle);
    }
    if (region instanceof Position position) {
      return near(point, new Circle(position.point(), 0));
    }
    if (abilities.functions() || !abilities.sphere()) {
      return function("holds") + numbers(region) + ", " + direction(point).arguments() + ")";
    }
    if (region instanceof Union union) {
      return union.members().stream()
          .map(member -> holds(point, member))
          .collect(Collectors.joining(" OR ", "(", ")"));
    }
    Direction direction = direction(point);
    return "(CASE WHEN "
        + isDirection(direction)
        + " THEN "
        + direction.spoint()
        + " <@ "
        + spoly((Polygon) region)
        + " END)";
  }

  private String near(Expression point, Circle circle) {
    Direction centre =
        new Direction(number(circle.centre().longitude()), number(circle.centre().latitude()));
    return "("
        + distance(direction(point), centre)
        + " <= "
        + number(circle.radius() + Region.TOLERANCE)
        + ")";
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
    if (sphereColumn(left) != null || sphereColumn(right) != null) {
      String sphere = sphereIntersects(left, right);
      if (sphere != null) {
        return sphere;
      }
    }
    return function("intersects") + region(left) + ", " + region(right) + ")";
  }

  private static boolean isPoint(Expression expression) {
    return expression.type().shape() == ValueType.Shape.POINT
        || expression instanceof Expression.PointOf
        || (expression instanceof Expression.RegionConstant constant
            && constant.region() instanceof Position);
  }

  // pgSphere

  /** A column of one of pgSphere's types; null for any other expression. */
  private @Nullable Sphere sphereColumn(Expression expression) {
    Expression inner = expression instanceof Expression.RegionOf of ? of.text() : expression;
    if (abilities.sphere() && inner instanceof Expression.ColumnValue column) {
      PhysicalType type = expressions.physical(column);
      return type.isSphere() ? new Sphere(type, expressions.stored(column)) : null;
    }
    return null;
  }

  /** A geometry of one of pgSphere's types; null where it is none. */
  private @Nullable Sphere sphere(Expression expression) {
    Sphere column = sphereColumn(expression);
    if (column != null) {
      return column;
    }
    if (expression instanceof Expression.RegionConstant constant) {
      return sphere(constant.region());
    }
    if (expression instanceof Expression.PointOf point && point.frame() == Frame.ICRS) {
      return new Sphere(PhysicalType.SPOINT, direction(point).spoint());
    }
    if (expression instanceof Expression.CircleOf circle) {
      Sphere centre = sphere(circle.centre());
      return centre == null
          ? null
          : new Sphere(
              PhysicalType.SCIRCLE,
              "scircle(" + centre.sql() + ", radians(" + real(circle.radius()) + "))");
    }
    return null;
  }

  private @Nullable Sphere sphere(Region region) {
    if (region instanceof Position position) {
      return new Sphere(
          PhysicalType.SPOINT,
          new Direction(number(position.point().longitude()), number(position.point().latitude()))
              .spoint());
    }
    if (region instanceof Circle circle && circle.radius() <= 90) {
      return new Sphere(PhysicalType.SCIRCLE, scircle(circle));
    }
    return region instanceof Polygon polygon
        ? new Sphere(PhysicalType.SPOLY, spoly(polygon))
        : null;
  }

  private String scircle(Circle circle) {
    return "scircle(spoint("
        + number(Math.toRadians(circle.centre().longitude()))
        + ", "
        + number(Math.toRadians(circle.centre().latitude()))
        + "), "
        + number(Math.toRadians(circle.radius()))
        + ")";
  }

  private String spoly(Polygon polygon) {
    return text.parameter(SphereText.write(polygon), "spoly");
  }

  private @Nullable String sphereContains(Expression inner, Expression outer) {
    if (inner instanceof Expression.RegionConstant constant
        && constant.region() instanceof Union union) {
      return eachMember(union, " AND ", member -> sphereContains(constantOf(member), outer));
    }
    if (outer instanceof Expression.RegionConstant constant
        && constant.region() instanceof Union union
        && isPoint(inner)) {
      return eachMember(union, " OR ", member -> sphereContains(inner, constantOf(member)));
    }
    Sphere in = sphere(inner);
    Sphere out = sphere(outer);
    if (in == null || out == null || out.type() == PhysicalType.SPOINT) {
      return null;
    }
    return "(" + in.sql() + " <@ " + out.sql() + ")";
  }

  private @Nullable String sphereIntersects(Expression left, Expression right) {
    if (left instanceof Expression.RegionConstant constant
        && constant.region() instanceof Union union) {
      return eachMember(union, " OR ", member -> sphereIntersects(constantOf(member), right));
    }
    if (right instanceof Expression.RegionConstant constant && constant.region() instanceof Union) {
      return sphereIntersects(right, left);
    }
    Sphere a = sphere(left);
    Sphere b = sphere(right);
    if (a == null || b == null) {
      return null;
    }
    if (a.type() == PhysicalType.SPOINT) {
      return b.type() == PhysicalType.SPOINT ? null : "(" + a.sql() + " <@ " + b.sql() + ")";
    }
    return b.type() == PhysicalType.SPOINT
        ? "(" + b.sql() + " <@ " + a.sql() + ")"
        : "(" + a.sql() + " && " + b.sql() + ")";
  }

  private interface MemberCondition {
    @Nullable String of(Region member);
  }

  private static @Nullable String eachMember(
      Union union, String operator, MemberCondition condition) {
    List<String> conditions = new ArrayList<>();
    for (Region member : union.members()) {
      String sql = condition.of(member);
      if (sql == null) {
        return null;
      }
      conditions.add(sql);
    }
    return "(" + String.join(operator, conditions) + ")";
  }

  private static Expression constantOf(Region region) {
    ValueType type = region instanceof Position ? ValueType.POINT : ValueType.REGION;
    return new Expression.RegionConstant(region, type);
  }

  // Indexes

  /**
   * What an index can answer of a condition: true wherever the condition is. Null where no index
   * helps.
   */
  @Nullable String indexed(Expression condition) {
    if (condition instanceof Expression.Comparison comparison) {
      DistanceLimit limit = DistanceLimit.of(comparison);
      return limit == null ? null : near(limit);
    }
    if (condition instanceof Expression.Contains contains) {
      return indexed(contains.inner(), contains.outer());
    }
    if (condition instanceof Expression.Intersects intersects) {
      String found = indexed(intersects.left(), intersects.right());
      return found == null ? indexed(intersects.right(), intersects.left()) : found;
    }
    return null;
  }

  private @Nullable String near(DistanceLimit limit) {
    Expression from = limit.distance().from();
    Expression to = limit.distance().to();
    Double radius = limit.constant();
    if (radius != null && !(radius >= 0 && radius <= LARGEST)) {
      return null;
    }
    Position target = position(to);
    Expression other = from;
    if (target == null) {
      target = position(from);
      other = to;
    }
    if (target != null) {
      return radius == null ? null : positions(other, new Circle(target.point(), radius));
    }
    return pairs(from, to, limit.limit());
  }

  private static @Nullable Position position(Expression expression) {
    return expression instanceof Expression.RegionConstant constant
            && constant.region() instanceof Position position
        ? position
        : null;
  }

  private @Nullable String indexed(Expression first, Expression second) {
    if (isPoint(first)) {
      if (second instanceof Expression.RegionConstant constant) {
        return positions(first, constant.region());
      }
      if (second instanceof Expression.CircleOf circle) {
        return pairs(first, circle.centre(), circle.radius());
      }
    }
    Optional<Indexed> firstIndex = indexedRegion(first);
    Optional<Indexed> secondIndex = indexedRegion(second);
    if (firstIndex.isPresent()) {
      return keys(firstIndex.get(), second);
    }
    return secondIndex.map(indexed -> keys(indexed, first)).orElse(null);
  }

  private @Nullable String keys(Indexed indexed, Expression other) {
    if (other instanceof Expression.RegionConstant constant) {
      if (constant.region().boundingCap().radius() > LARGEST) {
        return null;
      }
      List<Long> keys = RegionNumbers.askedKeys(constant.region());
      return "("
          + indexed.keys()
          + " && "
          + text.parameter(new SqlText.ArrayParameter("bigint", keys), "bigint[]")
          + ")";
    }
    PointColumns columns = pointColumns(other);
    if (columns != null && columns.index(Method.CELL).isPresent()) {
      String cell = columns.scope().hidden(StoredTable.CELL);
      return "(" + indexed.keys() + " && " + function("cell_keys") + cell + "))";
    }
    return null;
  }

  /** A region column with an index of ours. */
  private record Indexed(Scope scope, RegionIndex index) {
    String region() {
      return scope.hidden(index.region());
    }

    String keys() {
      return scope.hidden(index.keys());
    }
  }

  private Optional<Indexed> indexedRegion(Expression expression) {
    Expression inner = expression instanceof Expression.RegionOf of ? of.text() : expression;
    if (abilities.functions() && inner instanceof Expression.ColumnValue column) {
      Scope scope = scopes.find(column.source());
      StoredTable table = scope == null ? null : scope.table();
      RegionIndex index = table == null ? null : table.region(column.column());
      if (scope != null && index != null) {
        return Optional.of(new Indexed(scope, index));
      }
    }
    return Optional.empty();
  }

  /** A position that is made of two columns of a table as they are. */
  private record PointColumns(Scope scope, StoredTable table, int longitude, int latitude) {
    Optional<StoredTable.PositionIndex> index(Method method) {
      return table.position(method, longitude, latitude);
    }

    Direction direction() {
      return new Direction(scope.column(longitude), scope.column(latitude));
    }
  }

  private @Nullable PointColumns pointColumns(Expression point) {
    if (point instanceof Expression.PointOf made
        && made.frame() == Frame.ICRS
        && made.longitude() instanceof Expression.ColumnValue longitude
        && made.latitude() instanceof Expression.ColumnValue latitude
        && longitude.source() == latitude.source()) {
      Scope scope = scopes.find(longitude.source());
      StoredTable table = scope == null ? null : scope.table();
      if (scope != null && table != null) {
        return new PointColumns(scope, table, longitude.column(), latitude.column());
      }
    }
    return null;
  }

  /** Positions in a constant region. */
  private @Nullable String positions(Expression point, Region region) {
    Circle cap = region.boundingCap();
    if (cap.radius() > LARGEST) {
      return null;
    }
    Circle wide = new Circle(cap.centre(), cap.radius() + MARGIN);
    Sphere column = sphereColumn(point);
    if (column != null && column.type() == PhysicalType.SPOINT) {
      return "(" + column.sql() + " <@ " + scircle(wide) + ")";
    }
    PointColumns columns = pointColumns(point);
    if (columns == null) {
      return null;
    }
    if (columns.index(Method.CELL).isPresent()) {
      return ranges(columns.scope().hidden(StoredTable.CELL), region);
    }
    if (columns.index(Method.SPHERE).isPresent()) {
      return "(" + columns.direction().spoint() + " <@ " + scircle(wide) + ")";
    }
    if (columns.index(Method.Q3C).isPresent()) {
      return "q3c_radial_query("
          + columns.direction().arguments()
          + ", "
          + number(wide.centre().longitude())
          + ", "
          + number(wide.centre().latitude())
          + ", "
          + number(wide.radius())
          + ")";
    }
    return null;
  }

  private String ranges(String cell, Region region) {
    return region.prepare().covering(COVERING).ranges().stream()
        .map(range -> cell + " BETWEEN " + range.low() + " AND " + range.high())
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  /** Positions near each other; an index on either side may find the partners of the other. */
  private @Nullable String pairs(Expression a, Expression b, Expression radius) {
    boolean uploaded = isUploaded(a);
    if (uploaded != isUploaded(b)) {
      // The planner knows nothing of such conditions: left alone it may look each row of a large
      // catalogue up in a small table.
      Expression mine = uploaded ? a : b;
      Expression theirs = uploaded ? b : a;
      String found = around(theirs, mine, radius);
      String partners = found == null ? partners(theirs, mine, radius) : found;
      return partners == null ? partners(mine, theirs, radius) : partners;
    }
    String found = partners(a, b, radius);
    String others = partners(b, a, radius);
    return found == null ? others : others == null ? found : "(" + found + " AND " + others + ")";
  }

  /** Partners of an uploaded table's rows, in a table with an index over its cells. */
  private @Nullable String around(Expression sought, Expression uploaded, Expression radius) {
    PointColumns theirs = pointColumns(sought);
    PointColumns mine = pointColumns(uploaded);
    Double constant = DistanceLimit.number(radius);
    if (theirs == null
        || mine == null
        || constant == null
        || theirs.index(Method.CELL).isEmpty()
        || mine.index(Method.CELL).isEmpty()) {
      return null;
    }
    String cell = theirs.scope().hidden(StoredTable.CELL);
    return Nearby.within(Math.max(0, constant))
        .map(nearby -> nearby.condition(cell, mine.scope()))
        .orElse(null);
  }

  private boolean isUploaded(Expression point) {
    PointColumns columns = pointColumns(point);
    return columns != null && columns.table().isUploaded();
  }

  private @Nullable String partners(Expression sought, Expression given, Expression radius) {
    PointColumns columns = pointColumns(sought);
    if (columns == null || (pointColumns(given) == null && position(given) == null)) {
      return null;
    }
    Direction from = direction(given);
    Direction to = columns.direction();
    String wide = "(" + real(radius) + " + " + MARGIN + ")";
    Double constant = DistanceLimit.number(radius);
    boolean small = constant != null && constant >= 0 && constant <= LARGEST;
    if (small && columns.index(Method.SPHERE).isPresent()) {
      return "(" + to.spoint() + " <@ scircle(" + from.spoint() + ", radians" + wide + "))";
    }
    if (small && columns.index(Method.Q3C).isPresent()) {
      return "q3c_join(" + from.arguments() + ", " + to.arguments() + ", " + wide + ")";
    }
    if (columns.index(Method.LATITUDE).isPresent()) {
      return "("
          + to.latitude()
          + " BETWEEN "
          + from.latitude()
          + " - "
          + wide
          + " AND "
          + from.latitude()
          + " + "
          + wide
          + ")";
    }
    return null;
  }
}
