// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.DaliShape;
import org.osgi.service.component.annotations.Component;

/** The function {@code ivo_geom_transform} of a circle. */
@Component
public final class GeomTransformCircle implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_geom_transform",
        ValueType.CIRCLE,
        Parameter.constant("from_sys", ValueType.STRING),
        Parameter.constant("to_sys", ValueType.STRING),
        new Parameter("geo", ValueType.CIRCLE));
  }

  @Override
  public String description() {
    return "A circle with its coordinates turned from one frame into another: ICRS, FK5 (J2000), GALACTIC or ECLIPTIC (J2000).";
  }

  @Override
  public void check(List<@Nullable Object> literals) {
    FrameChange.check(literals);
  }

  @Override
  public FunctionBody body() {
    return FrameChange.body(DaliShape.CIRCLE);
  }
}
