// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.nasmyth.adql.tree.FunctionCall;
import org.nasmyth.adql.tree.StandardFunction;
import org.nasmyth.adql.tree.StringLiteral;
import org.nasmyth.adql.tree.UserFunctionCall;
import org.nasmyth.adql.tree.ValueExpression;
import org.nasmyth.api.database.AdqlFeatures;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.metadata.ValueType.Shape;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Constant;
import org.nasmyth.api.query.Expression.Coordinate;
import org.nasmyth.api.query.Expression.RegionConstant;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.sphere.StcText;

/** Binds geometry functions; what is constant becomes a region in ICRS at once. */
final class GeometryBinder {

  private static final String SQUARE_DEGREES = "deg**2";

  private final Binding binding;
  private final ValueBinder values;

  GeometryBinder(Binding binding, ValueBinder values) {
    this.binding = binding;
    this.values = values;
  }

  /** Binds a call of a geometry function. */
  Expression bind(FunctionCall call) {
    binding.require(AdqlFeatures.Geometry.valueOf(call.function().name()), call.span());
    try {
      return switch (call.function()) {
        case POINT -> point(call.arguments(), frame(call), "POINT");
        case CIRCLE -> circle(call);
        case POLYGON -> polygon(call);
        case BOX -> box(call);
        case REGION -> region(call);
        case CONTAINS, INTERSECTS -> asNumber(call);
        case DISTANCE -> distance(call);
        case AREA -> area(call);
        case CENTROID -> centroid(geometry(call, 0).value());
        case COORD1 -> coordinate(Coordinate.Axis.LONGITUDE, call);
        case COORD2 -> coordinate(Coordinate.Axis.LATITUDE, call);
        case COORDSYS -> new FrameOfGeometry(binding).name(geometry(call, 0));
        default -> throw new IllegalStateException(call.function() + " is no geometry function");
      };
    } catch (InvalidRegionException e) {
      throw new Refusal(String.valueOf(e.getMessage()), call.span());
    }
  }

  /** Binds CONTAINS or INTERSECTS as a condition. */
  Expression condition(FunctionCall call) {
    binding.require(AdqlFeatures.Geometry.valueOf(call.function().name()), call.span());
    Expression first = geometry(call, 0).value();
    Expression second = geometry(call, 1).value();
    return call.function() == StandardFunction.CONTAINS
        ? new Expression.Contains(first, second)
        : new Expression.Intersects(first, second);
  }

  /** Whether a call yields 1 or 0 and is a condition in truth. */
  static boolean isCondition(FunctionCall call) {
    return call.function() == StandardFunction.CONTAINS
        || call.function() == StandardFunction.INTERSECTS;
  }

  /** The 1, 0 or NULL of a condition that is used as a value, and so stands there twice. */
  private Expression asNumber(FunctionCall call) {
    try (Binding.Copies unused = binding.copying(call, 2)) {
      Expression condition = condition(call);
      return new Expression.Case(
          List.of(
              new Expression.Case.Branch(condition, new Constant(1L, ValueType.INT)),
              new Expression.Case.Branch(
                  new Expression.Not(condition), new Constant(0L, ValueType.INT))),
          null,
          ValueType.INT);
    }
  }

  private static Frame frame(FunctionCall call) {
    if (call.coordinateSystem().isEmpty()) {
      return Frame.ICRS;
    }
    StringLiteral name = call.coordinateSystem().get();
    try {
      return Frame.parse(name.value());
    } catch (InvalidRegionException e) {
      throw new Refusal(String.valueOf(e.getMessage()), name.span());
    }
  }

  // Constructors

  private Expression point(List<ValueExpression> coordinates, Frame frame, String function) {
    Expression longitude = coordinate(coordinates.get(0), "longitude", function);
    Expression latitude = coordinate(coordinates.get(1), "latitude", function);
    return point(longitude, latitude, frame);
  }

  private static Expression point(Expression longitude, Expression latitude, Frame frame) {
    OptionalDouble x = Folding.number(longitude);
    OptionalDouble y = Folding.number(latitude);
    if (x.isEmpty() || y.isEmpty()) {
      return new Expression.PointOf(longitude, latitude, frame);
    }
    SkyPoint point = new SkyPoint(x.getAsDouble(), y.getAsDouble());
    return new RegionConstant(new Position(frame.to(Frame.ICRS, point)), ValueType.POINT);
  }

  private Expression coordinate(ValueExpression node, String what, String function) {
    Operand operand = values.operand(node);
    ValueType type = operand.value().type();
    if (!type.isNumeric() && !TypeRules.isNull(operand.value())) {
      throw new Refusal(
          "The "
              + what
              + " in "
              + function
              + " must be a number in degrees, but "
              + operand.isOfKind()
              + ".",
          operand.span());
    }
    return TypeRules.isNull(operand.value())
        ? new Constant(null, ValueType.DOUBLE)
        : operand.value();
  }

  private Expression circle(FunctionCall call) {
    List<ValueExpression> arguments = call.arguments();
    Expression centre =
        arguments.size() == 3
            ? point(arguments.subList(0, 2), frame(call), "CIRCLE")
            : pointValue(call, 0);
    Expression radius = coordinate(arguments.get(arguments.size() - 1), "radius", "CIRCLE");
    OptionalDouble degrees = Folding.number(radius);
    if (centre instanceof RegionConstant constant
        && constant.region() instanceof Position position
        && degrees.isPresent()) {
      return new RegionConstant(
          new Circle(position.point(), degrees.getAsDouble()), ValueType.CIRCLE);
    }
    return new Expression.CircleOf(centre, radius);
  }

  private Expression polygon(FunctionCall call) {
    List<ValueExpression> arguments = call.arguments();
    Frame frame = frame(call);
    List<Operand> operands = arguments.stream().map(values::operand).toList();
    List<Expression> vertices = new ArrayList<>();
    if (operands.get(0).value().type().isGeometry()) {
      for (Operand operand : operands) {
        vertices.add(requirePoint(operand, "POLYGON"));
      }
    } else {
      if (operands.size() % 2 != 0 || operands.size() < 6) {
        throw new Refusal(
            "POLYGON needs at least three vertices, each a longitude and a latitude, or at least"
                + " three points; it got "
                + operands.size()
                + " numbers.",
            call.span());
      }
      for (int i = 0; i < operands.size(); i += 2) {
        vertices.add(
            point(
                requireNumber(operands.get(i), "POLYGON"),
                requireNumber(operands.get(i + 1), "POLYGON"),
                frame));
      }
    }
    List<SkyPoint> points = new ArrayList<>();
    for (Expression vertex : vertices) {
      if (vertex instanceof RegionConstant constant
          && constant.region() instanceof Position position) {
        points.add(position.point());
      }
    }
    return points.size() == vertices.size()
        ? new RegionConstant(new Polygon(points), ValueType.POLYGON)
        : new Expression.PolygonOf(vertices);
  }

  private static Expression requireNumber(Operand operand, String function) {
    if (!operand.value().type().isNumeric()) {
      throw new Refusal(
          "The coordinates in "
              + function
              + " must be numbers in degrees, but "
              + operand.isOfKind()
              + ".",
          operand.span());
    }
    return operand.value();
  }

  private Expression box(FunctionCall call) {
    List<ValueExpression> arguments = call.arguments();
    if (arguments.size() == 3) {
      try (Binding.Copies unused = binding.copying(arguments.get(0), 2)) {
        return boxAroundPoint(call);
      }
    }
    return box(
        frame(call),
        coordinate(arguments.get(0), "longitude", "BOX"),
        coordinate(arguments.get(1), "latitude", "BOX"),
        coordinate(arguments.get(2), "width", "BOX"),
        coordinate(arguments.get(3), "height", "BOX"));
  }

  /** A box around a point, in the frame that the call names, or else that of the point. */
  private Expression boxAroundPoint(FunctionCall call) {
    ValueExpression node = call.arguments().get(0);
    Expression centre = requirePoint(geometry(call, 0), "BOX");
    Expression width = coordinate(call.arguments().get(1), "width", "BOX");
    Expression height = coordinate(call.arguments().get(2), "height", "BOX");
    Frame frame =
        call.coordinateSystem().isPresent()
            ? frame(call)
            : new FrameOfGeometry(binding).written(node).orElse(Frame.ICRS);
    if (TypeRules.isNull(centre)) {
      Expression none = new Constant(null, ValueType.DOUBLE);
      return box(frame, none, none, width, height);
    }
    if (centre instanceof RegionConstant constant
        && constant.region() instanceof Position position) {
      SkyPoint point = Frame.ICRS.to(frame, position.point());
      return box(
          frame,
          new Constant(point.longitude(), ValueType.DOUBLE),
          new Constant(point.latitude(), ValueType.DOUBLE),
          width,
          height);
    }
    if (centre instanceof Expression.PointOf point && point.frame() == frame) {
      return box(frame, point.longitude(), point.latitude(), width, height);
    }
    if (frame != Frame.ICRS) {
      throw new Refusal(
          "A box in "
              + frame
              + " needs a centre in "
              + frame
              + ": write BOX('"
              + frame
              + "', longitude, latitude, width, height).",
          node.span());
    }
    return box(
        frame,
        new Coordinate(Coordinate.Axis.LONGITUDE, centre),
        new Coordinate(Coordinate.Axis.LATITUDE, centre),
        width,
        height);
  }

  private static Expression box(
      Frame frame, Expression longitude, Expression latitude, Expression width, Expression height) {
    OptionalDouble x = Folding.number(longitude);
    OptionalDouble y = Folding.number(latitude);
    OptionalDouble w = Folding.number(width);
    OptionalDouble h = Folding.number(height);
    if (x.isEmpty() || y.isEmpty() || w.isEmpty() || h.isEmpty()) {
      return new Expression.BoxOf(longitude, latitude, width, height, frame);
    }
    SkyPoint centre = new SkyPoint(x.getAsDouble(), y.getAsDouble());
    Region box = Polygon.box(centre, w.getAsDouble(), h.getAsDouble());
    return new RegionConstant(frame.to(Frame.ICRS, box), ValueType.POLYGON);
  }

  private Expression region(FunctionCall call) {
    Operand text = values.text(call.arguments().get(0), "The argument of REGION");
    if (text.value() instanceof Constant constant && constant.value() instanceof String written) {
      return new RegionConstant(StcText.parse(written).in(Frame.ICRS), ValueType.REGION);
    }
    return new Expression.RegionOf(text.value());
  }

  // Functions of geometries

  private Expression distance(FunctionCall call) {
    List<ValueExpression> arguments = call.arguments();
    Expression from;
    Expression to;
    if (arguments.size() == 4) {
      from = point(arguments.subList(0, 2), Frame.ICRS, "DISTANCE");
      to = point(arguments.subList(2, 4), Frame.ICRS, "DISTANCE");
    } else {
      from = pointValue(call, 0);
      to = pointValue(call, 1);
    }
    if (from instanceof RegionConstant a
        && a.region() instanceof Position x
        && to instanceof RegionConstant b
        && b.region() instanceof Position y) {
      return new Constant(x.point().distance(y.point()), ValueType.DOUBLE);
    }
    return new Expression.Distance(from, to);
  }

  /** The area of a geometry, or of what a function has measured already. */
  private Expression area(FunctionCall call) {
    if (call.arguments().get(0) instanceof UserFunctionCall) {
      Operand operand = values.operand(call.arguments().get(0));
      if (operand.value() instanceof Expression.FunctionCall function
          && SQUARE_DEGREES.equals(function.function().unit())) {
        return function;
      }
    }
    return area(geometry(call, 0).value());
  }

  private static Expression area(Expression geometry) {
    return geometry instanceof RegionConstant constant
        ? new Constant(constant.region().area(), ValueType.DOUBLE)
        : new Expression.Area(geometry);
  }

  private static Expression centroid(Expression geometry) {
    if (geometry instanceof RegionConstant constant) {
      Region centre = new Position(constant.region().centroid());
      return new RegionConstant(centre, ValueType.POINT);
    }
    return new Expression.Centroid(geometry);
  }

  private Expression coordinate(Coordinate.Axis axis, FunctionCall call) {
    Expression point = pointValue(call, 0);
    if (point instanceof RegionConstant constant
        && constant.region() instanceof Position position) {
      SkyPoint at = position.point();
      double degrees = axis == Coordinate.Axis.LONGITUDE ? at.longitude() : at.latitude();
      return new Constant(degrees, ValueType.DOUBLE);
    }
    return new Coordinate(axis, point);
  }

  private Expression pointValue(FunctionCall call, int index) {
    return requirePoint(geometry(call, index), call.function().name());
  }

  private Expression requirePoint(Operand operand, String function) {
    Shape shape = operand.value().type().shape();
    if (TypeRules.isNull(operand.value())) {
      return new Constant(null, ValueType.POINT);
    }
    if (shape != Shape.POINT) {
      String advice =
          shape == null ? "" : " CENTROID(" + binding.excerpt(operand.span()) + ") is its centre.";
      throw new Refusal(
          function + " needs a point here, but " + operand.isOfKind() + "." + advice,
          operand.span());
    }
    return operand.value();
  }

  private Operand geometry(FunctionCall call, int index) {
    Operand operand = values.operand(call.arguments().get(index));
    if (TypeRules.isNull(operand.value())) {
      return new Operand(new Constant(null, ValueType.REGION), operand.node(), binding);
    }
    ValueType type = operand.value().type();
    if (type.isGeometry()) {
      return operand;
    }
    String advice =
        type.isString()
            ? " A region as text is written REGION('CIRCLE ICRS 10 20 1')."
            : type.isNumeric() ? " A position is written POINT(longitude, latitude)." : "";
    throw new Refusal(
        "Argument "
            + (index + 1)
            + " of "
            + call.function().name()
            + " must be a geometry, but "
            + operand.isOfKind()
            + "."
            + advice,
        operand.span());
  }
}
