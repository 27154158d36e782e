// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.eso;

import java.util.Map;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/** The function {@code ESO_DATEADD_SEC}. */
@Component
public final class DateAddSec implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ESO_DATEADD_SEC",
        ValueType.TIMESTAMP,
        new Parameter("seconds", ValueType.INT),
        new Parameter("date", ValueType.TIMESTAMP));
  }

  @Override
  public String description() {
    return "An instant so many seconds later.";
  }

  @Override
  public FunctionBody body() {
    return new FunctionBody.SqlTemplates(
        Map.of(
            "duckdb",
            "CAST({1} AS TIMESTAMP) + to_seconds({0})",
            "postgresql",
            "CAST({1} AS TIMESTAMP) + {0} * INTERVAL '1 second'"));
  }
}
