// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/** The function {@code ivo_interval_overlaps}. */
@Component
public final class IntervalOverlaps implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_interval_overlaps",
        ValueType.INT,
        new Parameter("a1", ValueType.DOUBLE),
        new Parameter("b1", ValueType.DOUBLE),
        new Parameter("a2", ValueType.DOUBLE),
        new Parameter("b2", ValueType.DOUBLE));
  }

  @Override
  public String description() {
    return "1 if the intervals a1 to b1 and a2 to b2 have a number in common, bounds included, 0 if not.";
  }

  @Override
  public FunctionBody body() {
    return FunctionBody.java(bounds -> overlap(bounds) ? 1 : 0)
        .with("postgresql", "nasmyth.interval_overlaps({0}, {1}, {2}, {3})");
  }

  /** An interval whose lower bound is the larger one is empty. */
  private static boolean overlap(List<@Nullable Object> bounds) {
    double low = Math.max(number(bounds.get(0)), number(bounds.get(2)));
    double high = Math.min(number(bounds.get(1)), number(bounds.get(3)));
    return low <= high;
  }

  private static double number(@Nullable Object bound) {
    return bound instanceof Double value ? value : Double.NaN;
  }
}
