// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.Map;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/** The function {@code ivo_nocasematch}: LIKE that ignores case. */
@Component
public final class NoCaseMatch implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_nocasematch",
        ValueType.INT,
        new Parameter("value", ValueType.STRING),
        new Parameter("pattern", ValueType.STRING));
  }

  @Override
  public String description() {
    return "1 if a text matches a pattern of LIKE, ignoring case, 0 if not.";
  }

  @Override
  public FunctionBody body() {
    return new FunctionBody.SqlTemplates(
        Map.of(
            "duckdb",
            "CAST(({0} ILIKE {1}) AS INTEGER)",
            "postgresql",
            "CAST(({0} ILIKE {1} ESCAPE '') AS INTEGER)"));
  }
}
