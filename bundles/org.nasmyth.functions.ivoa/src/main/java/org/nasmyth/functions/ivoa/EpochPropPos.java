// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.SkyPoint;
import org.osgi.service.component.annotations.Component;

/**
 * The function {@code ivo_epoch_prop_pos}: uniform motion in space (The Hipparcos and Tycho
 * Catalogues, ESA SP-1200, volume 1, section 1.5.5).
 */
@Component
public final class EpochPropPos implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_epoch_prop_pos",
        ValueType.POINT,
        new Parameter("ra", ValueType.DOUBLE),
        new Parameter("dec", ValueType.DOUBLE),
        new Parameter("parallax", ValueType.DOUBLE),
        new Parameter("pmra", ValueType.DOUBLE),
        new Parameter("pmdec", ValueType.DOUBLE),
        new Parameter("radial_velocity", ValueType.DOUBLE),
        new Parameter("ref_epoch", ValueType.DOUBLE),
        new Parameter("out_epoch", ValueType.DOUBLE));
  }

  @Override
  public String description() {
    return "The position at out_epoch of an object that moves uniformly from ref_epoch (Julian years): position in degrees, parallax in mas, proper motion (that in ra with the cosine of dec) in mas/yr, radial velocity in km/s.";
  }

  @Override
  public FunctionBody body() {
    return new FunctionBody.JavaBody(EpochPropPos::position, false)
        .with("postgresql", "nasmyth.epoch_prop_pos({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7})");
  }

  /** Kilometres per second in an astronomical unit per Julian year. */
  private static final double AU_PER_YEAR = 4.740470446;

  private static final double MAS = Math.toRadians(1 / 3.6e6);

  private static double[] position(List<@Nullable Object> arguments) {
    SkyPoint start =
        new SkyPoint(required(arguments.get(0), "ra"), required(arguments.get(1), "dec"));
    double parallax = orZero(arguments.get(2));
    double east = orZero(arguments.get(3)) * MAS;
    double north = orZero(arguments.get(4)) * MAS;
    double receding = orZero(arguments.get(5)) * parallax / AU_PER_YEAR * MAS;
    double years =
        required(arguments.get(7), "out_epoch") - required(arguments.get(6), "ref_epoch");
    SkyPoint eastward = new SkyPoint(start.longitude() + 90, 0);
    SkyPoint northward =
        start.latitude() >= 0
            ? new SkyPoint(start.longitude() + 180, 90 - start.latitude())
            : new SkyPoint(start.longitude(), 90 + start.latitude());
    double along = 1 + receding * years;
    SkyPoint end =
        SkyPoint.ofVector(
            start.x() * along + (eastward.x() * east + northward.x() * north) * years,
            start.y() * along + (eastward.y() * east + northward.y() * north) * years,
            start.z() * along + (eastward.z() * east + northward.z() * north) * years);
    return new double[] {end.longitude(), end.latitude()};
  }

  private static double required(@Nullable Object value, String name) {
    if (value instanceof Double number) {
      return number;
    }
    throw new IllegalArgumentException(name + " must not be NULL");
  }

  private static double orZero(@Nullable Object value) {
    return value instanceof Double number ? number : 0;
  }
}
