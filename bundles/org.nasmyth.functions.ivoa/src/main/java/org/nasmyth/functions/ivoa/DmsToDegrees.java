// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/** The function {@code ivo_dms_to_degrees}. */
@Component
public final class DmsToDegrees implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_dms_to_degrees", ValueType.DOUBLE, new Parameter("dms", ValueType.STRING));
  }

  @Override
  public String description() {
    return "An angle written in degrees, minutes and seconds, such as -42:9:6.768, -42d9m6.768s or -420906.768, in degrees; NULL if it is written otherwise.";
  }

  @Override
  public String unit() {
    return "deg";
  }

  @Override
  public FunctionBody body() {
    return FunctionBody.java(
            arguments -> Sexagesimal.DEGREES.parse(String.valueOf(arguments.get(0))))
        .with("postgresql", "nasmyth.sexagesimal({0}, true)");
  }
}
