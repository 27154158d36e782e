// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.Map;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/**
 * The aggregate {@code ivo_string_agg}. The catalogue leaves the order of the texts open; they are
 * sorted by their characters' codes, so that every database gives the same.
 */
@Component
public final class StringAgg implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.aggregate(
        "ivo_string_agg",
        ValueType.STRING,
        new Parameter("expression", ValueType.STRING),
        Parameter.constant("delimiter", ValueType.STRING));
  }

  @Override
  public String description() {
    return "All texts of a group, sorted and joined by a delimiter; those that are NULL are left out.";
  }

  @Override
  public FunctionBody body() {
    return new FunctionBody.SqlTemplates(
        Map.of(
            "duckdb",
            "string_agg({0}, {1} ORDER BY {0})",
            "postgresql",
            "string_agg({0}, {1} ORDER BY {0} COLLATE \"C\")"));
  }
}
