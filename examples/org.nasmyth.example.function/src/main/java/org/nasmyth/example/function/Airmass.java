// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.example.function;

import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/** The function {@code EXAMPLE_AIRMASS(altitude DOUBLE) -> DOUBLE} for ADQL. */
@Component
public final class Airmass implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "EXAMPLE_AIRMASS", ValueType.DOUBLE, new Parameter("altitude", ValueType.DOUBLE));
  }

  @Override
  public String description() {
    return "Airmass towards an apparent altitude in degrees above the horizon, NULL below it;"
        + " interpolation by Pickering (2002, DIO 12, 20).";
  }

  @Override
  public FunctionBody body() {
    return FunctionBody.java(arguments -> airmass((Double) arguments.get(0)));
  }

  private static Double airmass(double altitude) {
    if (altitude > 90) {
      throw new IllegalArgumentException(
          "an altitude is 90 degrees at most, got " + altitude + ".");
    }
    if (altitude < 0) {
      return null;
    }
    double lifted = altitude + 244 / (165 + 47 * Math.pow(altitude, 1.1));
    return 1 / Math.sin(Math.toRadians(lifted));
  }
}
