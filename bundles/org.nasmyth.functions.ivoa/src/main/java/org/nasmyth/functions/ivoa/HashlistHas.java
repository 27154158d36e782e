// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.ivoa;

import java.util.Map;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.osgi.service.component.annotations.Component;

/** The function {@code ivo_hashlist_has}: a word in a list that is joined by hash signs. */
@Component
public final class HashlistHas implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ivo_hashlist_has",
        ValueType.INT,
        new Parameter("hashlist", ValueType.STRING),
        new Parameter("item", ValueType.STRING));
  }

  @Override
  public String description() {
    return "1 if a list of words joined by # has an item, ignoring case, 0 if not.";
  }

  @Override
  public FunctionBody body() {
    return new FunctionBody.SqlTemplates(
        Map.of(
            "duckdb",
            "CAST(list_contains(string_split(lower({0}), '#'), lower({1})) AS INTEGER)",
            "postgresql",
            "CAST(lower({1}) = ANY (regexp_split_to_array(lower({0}), '#')) AS INTEGER)"));
  }
}
