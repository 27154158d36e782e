// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/** The function {@code ivo_hms_to_degrees}. */
@Component
public final class HmsToDegrees implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_hms_to_degrees", ValueType.DOUBLE, new Parameter("hms", ValueType.STRING));
  }

  @Override
  public String description() {
    return "An angle written in hours, minutes and seconds, such as 3:34:45.4, 3h34m45.4s or 033445.4, in degrees; NULL if it is written otherwise.";
  }

  @Override
  public String unit() {
    return "deg";
  }

  @Override
  public FunctionBody body() {
    return FunctionBody.java(arguments -> Sexagesimal.HOURS.parse(String.valueOf(arguments.get(0))))
        .with("postgresql", "nasmyth.sexagesimal({0}, false)");
  }
}
