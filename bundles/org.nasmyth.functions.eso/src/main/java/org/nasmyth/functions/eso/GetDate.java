// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.eso;

import java.util.Map;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/** The function {@code GETDATE}. */
@Component
public final class GetDate implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of("GETDATE", ValueType.TIMESTAMP);
  }

  @Override
  public String description() {
    return "The present instant in UTC.";
  }

  @Override
  public FunctionBody body() {
    return new FunctionBody.SqlTemplates(
        Map.of(
            "duckdb", "make_timestamp(epoch_us(now()))", "postgresql", "now() AT TIME ZONE 'UTC'"));
  }
}
