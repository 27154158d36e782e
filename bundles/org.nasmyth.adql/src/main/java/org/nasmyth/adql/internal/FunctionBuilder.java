// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nasmyth.adql.AdqlDialect;
import org.nasmyth.adql.AdqlSyntaxException;
import org.nasmyth.adql.Extension;
import org.nasmyth.adql.grammar.AdqlGrammar.StandardFunctionContext;
import org.nasmyth.adql.grammar.AdqlGrammar.ValueContext;
import org.nasmyth.adql.tree.Aggregate;
import org.nasmyth.adql.tree.Arithmetic;
import org.nasmyth.adql.tree.FunctionCall;
import org.nasmyth.adql.tree.NumericLiteral;
import org.nasmyth.adql.tree.Signed;
import org.nasmyth.adql.tree.Span;
import org.nasmyth.adql.tree.StandardFunction;
import org.nasmyth.adql.tree.StandardFunction.Kind;
import org.nasmyth.adql.tree.StringLiteral;
import org.nasmyth.adql.tree.ValueExpression;

/** Makes the calls of the functions that ADQL defines, and checks the shape of their arguments. */
final class FunctionBuilder {

  private final QueryText query;
  private final AdqlDialect dialect;
  private final ValueBuilder values;

  FunctionBuilder(QueryText query, AdqlDialect dialect, ValueBuilder values) {
    this.query = query;
    this.dialect = dialect;
    this.values = values;
  }

  FunctionCall call(StandardFunctionContext context) throws AdqlSyntaxException {
    StandardFunction function =
        StandardFunction.valueOf(context.start.getText().toUpperCase(Locale.ROOT));
    Span span = query.span(context.start, context.stop);
    if (function == StandardFunction.NULLIF && !dialect.accepts(Extension.NULLIF)) {
      throw query.error(
          query.span(context.start), "NULLIF is no part of ADQL that this service accepts", null);
    }
    List<ValueExpression> arguments = new ArrayList<>();
    for (ValueContext argument : context.arguments().value()) {
      arguments.add(
          function.kind() == Kind.CONDITIONAL ? values.value(argument) : values.notNull(argument));
    }
    Optional<StringLiteral> coordinateSystem = Optional.empty();
    if (function.takesCoordinateSystem()
        && !arguments.isEmpty()
        && arguments.get(0) instanceof StringLiteral system) {
      coordinateSystem = Optional.of(system);
      arguments.remove(0);
    }
    check(function, arguments, span);
    return new FunctionCall(function, coordinateSystem, arguments, span);
  }

  private void check(StandardFunction function, List<ValueExpression> arguments, Span span)
      throws AdqlSyntaxException {
    if (!function.takes(arguments.size())) {
      throw query.error(
          span,
          function + " takes " + expectedCount(function) + ", not " + arguments.size(),
          usage(function));
    }
    switch (function) {
      case POLYGON -> checkVertices(arguments, span);
      case COORD1, COORD2 -> checkPoint(function, arguments.get(0));
      case DISTANCE -> checkPoints(function, arguments, 2);
      case CIRCLE -> checkPoints(function, arguments, 2);
      case BOX -> checkPoints(function, arguments, 3);
      case REGION -> checkString(function, arguments.get(0));
      case IN_UNIT -> checkString(function, arguments.get(1));
      case ROUND, TRUNCATE -> checkDecimals(function, arguments);
      case RAND -> checkSeed(arguments);
      default -> {
        // The number of arguments is all that the grammar says.
      }
    }
  }

  private static String expectedCount(StandardFunction function) {
    int minimum = function.minimumArguments();
    int maximum = function.maximumArguments();
    String numbers =
        switch (function) {
          case DISTANCE -> "2 points or 4 coordinates";
          case POLYGON -> "at least 3 points or 6 coordinates";
          default -> {
            if (maximum == Integer.MAX_VALUE) {
              yield "at least " + minimum + " argument";
            }
            yield (minimum == maximum ? "" + minimum : minimum + " or " + maximum)
                + (maximum == 1 ? " argument" : " arguments");
          }
        };
    return function.takesCoordinateSystem() ? numbers + " behind the coordinate system" : numbers;
  }

  private static String usage(StandardFunction function) {
    return switch (function) {
      case POINT -> "write POINT(longitude, latitude)";
      case CIRCLE -> "write CIRCLE(longitude, latitude, radius) or CIRCLE(point, radius)";
      case BOX -> "write BOX(longitude, latitude, width, height) or BOX(point, width, height)";
      case POLYGON -> "write POLYGON(longitude1, latitude1, longitude2, latitude2, ...)";
      case DISTANCE -> "write DISTANCE(point1, point2) or DISTANCE(lon1, lat1, lon2, lat2)";
      case CONTAINS -> "write CONTAINS(inner, outer) = 1";
      case INTERSECTS -> "write INTERSECTS(region1, region2) = 1";
      case IN_UNIT -> "write IN_UNIT(value, 'unit')";
      case COORD1, COORD2 -> "write " + function + "(point)";
      default -> "see the table of functions in the ADQL recommendation";
    };
  }

  private void checkVertices(List<ValueExpression> arguments, Span span)
      throws AdqlSyntaxException {
    boolean coordinates = arguments.stream().anyMatch(FunctionBuilder::isNumber);
    if (coordinates && (arguments.size() % 2 != 0 || arguments.size() < 6)) {
      throw query.error(
          span,
          "POLYGON takes at least 3 pairs of coordinates, and "
              + arguments.size()
              + " numbers are not pairs of that number",
          usage(StandardFunction.POLYGON));
    }
  }

  /**
   * Checks the form of a function that has a point instead of two coordinates, which its number of
   * arguments tells.
   */
  private void checkPoints(StandardFunction function, List<ValueExpression> arguments, int count)
      throws AdqlSyntaxException {
    if (arguments.size() == count) {
      checkPoint(function, arguments.get(0));
      if (function == StandardFunction.DISTANCE) {
        checkPoint(function, arguments.get(1));
      }
    }
  }

  private void checkPoint(StandardFunction function, ValueExpression argument)
      throws AdqlSyntaxException {
    if (isNumber(argument) || argument instanceof StringLiteral) {
      throw query.error(
          argument.span(),
          function + " takes a point here, and " + query.shown(argument.span()) + " is none",
          "a point",
          usage(function));
    }
  }

  /** Whether a value is a number whatever the columns in it are. */
  private static boolean isNumber(ValueExpression value) {
    if (value instanceof FunctionCall call) {
      return call.function().kind() != Kind.GEOMETRY && call.function().kind() != Kind.CONDITIONAL;
    }
    return value instanceof NumericLiteral
        || value instanceof Signed
        || value instanceof Arithmetic
        || value instanceof Aggregate;
  }

  private void checkString(StandardFunction function, ValueExpression argument)
      throws AdqlSyntaxException {
    if (!(argument instanceof StringLiteral)) {
      throw query.error(
          argument.span(),
          function
              + " takes "
              + query.shown(argument.span())
              + " only as a string in single quotes",
          "a string in single quotes",
          "write a string, not a column or an expression");
    }
  }

  private void checkDecimals(StandardFunction function, List<ValueExpression> arguments)
      throws AdqlSyntaxException {
    if (arguments.size() == 2) {
      ValueExpression decimals = arguments.get(1);
      ValueExpression number = decimals instanceof Signed signed ? signed.operand() : decimals;
      if (!isInteger(number)) {
        throw query.error(
            decimals.span(),
            "the number of decimals of " + function + " is a whole number and nothing else",
            "a whole number",
            null);
      }
    }
  }

  private void checkSeed(List<ValueExpression> arguments) throws AdqlSyntaxException {
    if (!arguments.isEmpty() && !isInteger(arguments.get(0))) {
      throw query.error(
          arguments.get(0).span(),
          "the argument of RAND is a whole number without a sign",
          "a whole number",
          "leave it out; ADQL gives it no meaning");
    }
  }

  private static boolean isInteger(ValueExpression value) {
    return value instanceof NumericLiteral literal && literal.isInteger();
  }
}
