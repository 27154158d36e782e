// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.Map;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/** The function {@code ivo_to_mjd}: an instant as a modified Julian date. */
@Component
public final class ToMjd implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_to_mjd", ValueType.DOUBLE, new Parameter("d", ValueType.TIMESTAMP));
  }

  @Override
  public String description() {
    return "The modified Julian date of an instant in days; time scales and time zones are left alone.";
  }

  @Override
  public String unit() {
    return "d";
  }

  @Override
  public FunctionBody body() {
    return new FunctionBody.SqlTemplates(
        Map.of(
            "duckdb",
            "epoch_us(CAST({0} AS TIMESTAMP)) / 86400000000.0 + 40587.0",
            "postgresql",
            "CAST(EXTRACT(EPOCH FROM CAST({0} AS TIMESTAMP)) AS DOUBLE PRECISION) / 86400.0 + 40587.0"));
  }
}
