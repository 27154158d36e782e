// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nasmyth.adql.tree.FunctionCall;
import org.nasmyth.adql.tree.Node;
import org.nasmyth.adql.tree.StandardFunction;
import org.nasmyth.adql.tree.StringLiteral;
import org.nasmyth.adql.tree.ValueExpression;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Expression.Constant;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.StcText;

/**
 * In which frame a geometry was given. All geometry is in ICRS once it is bound, so the query's
 * text tells it, or in a column with STC-S the text of each row.
 */
final class FrameOfGeometry {

  private final Binding binding;

  FrameOfGeometry(Binding binding) {
    this.binding = binding;
  }

  /** The name of the frame of a geometry, NULL where the geometry is NULL. */
  Expression name(Operand geometry) {
    Expression value = geometry.value();
    Optional<Frame> written = written(geometry.node());
    if (value instanceof Expression.RegionConstant) {
      return text(written.orElse(Frame.ICRS));
    }
    if (TypeRules.isNull(value)) {
      return new Constant(null, ValueType.STRING);
    }
    boolean inText = written.isEmpty() && value.type().isString() && isPlain(value);
    try (Binding.Copies unused = binding.copying((ValueExpression) geometry.node(), 4)) {
      List<Expression.Case.Branch> branches = new ArrayList<>();
      if (inText) {
        addIfNamed(branches, value, "GALACTIC", Frame.GALACTIC);
        addIfNamed(branches, value, "ECLIPTIC", Frame.ECLIPTIC);
        addIfNamed(branches, value, "J2000", Frame.FK5);
        addIfNamed(branches, value, "FK5", Frame.FK5);
      }
      branches.add(
          new Expression.Case.Branch(
              new Expression.IsNull(value, true), text(written.orElse(Frame.ICRS))));
      return new Expression.Case(branches, null, ValueType.STRING);
    }
  }

  private static boolean isPlain(Expression value) {
    return value instanceof Expression.ColumnValue;
  }

  private static void addIfNamed(
      List<Expression.Case.Branch> branches, Expression stc, String word, Frame frame) {
    Constant pattern = new Constant("% " + word + " %", ValueType.STRING);
    branches.add(
        new Expression.Case.Branch(
            new Expression.Like(stc, pattern, true, null, false), text(frame)));
  }

  private static Constant text(Frame frame) {
    return new Constant(frame.name(), ValueType.STRING);
  }

  /** The frame that the query gives; empty where it gives none. */
  Optional<Frame> written(Node node) {
    if (!(node instanceof FunctionCall call)) {
      return Optional.empty();
    }
    try {
      if (call.coordinateSystem().isPresent()) {
        return Optional.of(Frame.parse(call.coordinateSystem().get().value()));
      }
      if (call.function() == StandardFunction.REGION
          && call.arguments().get(0) instanceof StringLiteral stc) {
        return Optional.of(StcText.parse(stc.value()).frame());
      }
    } catch (InvalidRegionException e) {
      // Binding the geometry itself says what is wrong with it.
      return Optional.empty();
    }
    return switch (call.function()) {
      case CIRCLE, POLYGON, BOX, CENTROID -> written(call.arguments().get(0));
      default -> Optional.empty();
    };
  }
}
