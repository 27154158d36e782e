// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.Objects;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.SkyPoint;
import org.osgi.service.component.annotations.Component;

/** The function {@code ivo_healpix_index} of a longitude and a latitude. */
@Component
public final class HealpixIndex implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_healpix_index",
        ValueType.LONG,
        new Parameter("hpxorder", ValueType.INT),
        new Parameter("long", ValueType.DOUBLE),
        new Parameter("lat", ValueType.DOUBLE));
  }

  @Override
  public String description() {
    return "The NESTED number of the HEALPix cell of an order that holds a position in degrees.";
  }

  @Override
  public FunctionBody body() {
    return FunctionBody.java(
            arguments ->
                new Healpix((Integer) Objects.requireNonNull(arguments.get(0)))
                    .index(
                        new SkyPoint(
                            (Double) Objects.requireNonNull(arguments.get(1)),
                            (Double) Objects.requireNonNull(arguments.get(2)))))
        .with("postgresql", "nasmyth.healpix_index({0}, {1}, {2})");
  }
}
