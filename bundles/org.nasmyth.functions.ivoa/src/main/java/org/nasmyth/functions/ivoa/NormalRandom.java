// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.Map;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/** The function {@code ivo_normal_random}, by the method of Box and Muller (1958). */
@Component
public final class NormalRandom implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_normal_random",
        ValueType.DOUBLE,
        new Parameter("mu", ValueType.DOUBLE),
        new Parameter("sigma", ValueType.DOUBLE));
  }

  @Override
  public String description() {
    return "A random number of the normal distribution with this mean and standard deviation.";
  }

  @Override
  public FunctionBody body() {
    return new FunctionBody.SqlTemplates(
        Map.of(
            "duckdb",
            "{0} + {1} * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())",
            "postgresql",
            "{0} + {1} * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())"));
  }
}
