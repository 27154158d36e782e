// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/**
 * The aggregate {@code ivo_histogram}. A value on the border of two bins belongs to the upper one,
 * a value equal to the upper limit to the overflows.
 */
@Component
public final class Histogram implements AdqlFunction {

  private static final int MOST_BINS = 10_000;

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.aggregate(
        "ivo_histogram",
        new ValueType(Datatype.INT, "*", null),
        new Parameter("val", ValueType.DOUBLE),
        Parameter.constant("lower", ValueType.DOUBLE),
        Parameter.constant("upper", ValueType.DOUBLE),
        Parameter.constant("nbins", ValueType.INT));
  }

  @Override
  public String description() {
    return "How many values of a group lie below lower or are NULL, in each of nbins bins of equal width, and at or above upper.";
  }

  @Override
  public void check(List<@Nullable Object> literals) {
    if (!(literals.get(1) instanceof Number lower)
        || !(literals.get(2) instanceof Number upper)
        || !(lower.doubleValue() < upper.doubleValue())) {
      throw new IllegalArgumentException("lower has to be less than upper");
    }
    if (!(literals.get(3) instanceof Number bins)
        || bins.longValue() < 1
        || bins.longValue() > MOST_BINS) {
      throw new IllegalArgumentException("nbins has to lie between 1 and " + MOST_BINS);
    }
  }

  @Override
  public FunctionBody body() {
    String bin =
        "CAST(greatest(0, least({3} + 1, 1 + floor({3} * ((coalesce({0}, '-infinity') - {1})"
            + " / ({2} - {1}))))) AS INTEGER)";
    return new FunctionBody.SqlTemplates(
        Map.of(
            "duckdb",
            "list_transform(range(0, {3} + 2), lambda b:"
                + " coalesce(element_at(histogram("
                + bin
                + "), CAST(b AS INTEGER))[1], 0))",
            "postgresql",
            "coalesce(nasmyth.histogram(" + bin + ", {3} + 2), array_fill(0, ARRAY[{3} + 2]))"));
  }
}
