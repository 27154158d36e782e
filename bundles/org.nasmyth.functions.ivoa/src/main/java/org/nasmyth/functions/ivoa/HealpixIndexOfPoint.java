// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.SkyPoint;
import org.osgi.service.component.annotations.Component;

/** The function {@code ivo_healpix_index} of a point. */
@Component
public final class HealpixIndexOfPoint implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_healpix_index",
        ValueType.LONG,
        new Parameter("hpxorder", ValueType.INT),
        new Parameter("point", ValueType.POINT));
  }

  @Override
  public String description() {
    return "The NESTED number of the HEALPix cell of an order that holds a point.";
  }

  @Override
  public FunctionBody body() {
    return FunctionBody.java(
            arguments -> index((Integer) arguments.get(0), (double[]) arguments.get(1)))
        .with("postgresql", "nasmyth.healpix_index({0}, {1})");
  }

  private static long index(@Nullable Integer order, double @Nullable [] point) {
    double[] position = Objects.requireNonNull(point);
    return new Healpix(Objects.requireNonNull(order)).index(new SkyPoint(position[0], position[1]));
  }
}
