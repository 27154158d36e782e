// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql.tree;

import java.util.List;
import java.util.Optional;

/**
 * A call of a function whose name ADQL reserves. The parser has checked the number of arguments and
 * that those which must be literals are; types are for the reader to check.
 *
 * <p>Positions may be written as a point or as two coordinates. The number of arguments tells
 * which: CIRCLE has 2 or 3, BOX 3 or 4, DISTANCE 2 or 4. For POLYGON an odd number, or fewer than
 * six, means points; an even number of six or more can be either, and the type of the arguments
 * decides.
 *
 * @param function which one
 * @param coordinateSystem the deprecated first argument of POINT, CIRCLE, BOX and POLYGON (section
 *     4.2.5); empty without
 * @param arguments the other arguments in their order
 * @param span from the name to the closing parenthesis
 */
public record FunctionCall(
    StandardFunction function,
    Optional<StringLiteral> coordinateSystem,
    List<ValueExpression> arguments,
    Span span)
    implements ValueExpression {

  /** Copies the list and checks what the function allows. */
  public FunctionCall {
    arguments = List.copyOf(arguments);
    if (coordinateSystem.isPresent() && !function.takesCoordinateSystem()) {
      throw new IllegalArgumentException(function + " takes no coordinate system");
    }
    if (!function.takes(arguments.size())) {
      throw new IllegalArgumentException(
          function + " does not take " + arguments.size() + " arguments");
    }
  }

  @Override
  public <R> R accept(ValueVisitor<R> visitor) {
    return visitor.visit(this);
  }
}
