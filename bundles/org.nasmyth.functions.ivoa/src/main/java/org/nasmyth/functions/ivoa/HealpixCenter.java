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

/** The function {@code ivo_healpix_center}. */
@Component
public final class HealpixCenter implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_healpix_center",
        ValueType.POINT,
        new Parameter("hpxorder", ValueType.INT),
        new Parameter("hpxindex", ValueType.LONG));
  }

  @Override
  public String description() {
    return "The centre of the HEALPix cell of an order with a NESTED number.";
  }

  @Override
  public FunctionBody body() {
    return FunctionBody.java(
            arguments -> center((Integer) arguments.get(0), (Long) arguments.get(1)))
        .with("postgresql", "nasmyth.healpix_center({0}, {1})");
  }

  private static double[] center(@Nullable Integer order, @Nullable Long index) {
    SkyPoint center =
        new Healpix(Objects.requireNonNull(order)).center(Objects.requireNonNull(index));
    return new double[] {center.longitude(), center.latitude()};
  }
}
