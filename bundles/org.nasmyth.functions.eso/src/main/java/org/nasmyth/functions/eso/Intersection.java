// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.functions.eso;

import org.jspecify.annotations.Nullable;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.api.functions.FunctionSignature;
import org.nasmyth.api.functions.FunctionSignature.Parameter;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.StcText;
import org.osgi.service.component.annotations.Component;

/**
 * The function {@code ESO_INTERSECTION}. Its result stands for the common region, and AREA of it is
 * the same number, so that it can be used with and without AREA.
 */
@Component
public final class Intersection implements AdqlFunction {

  @Override
  public FunctionSignature signature() {
    return FunctionSignature.of(
        "ESO_INTERSECTION",
        ValueType.DOUBLE,
        new Parameter("region1", ValueType.REGION),
        new Parameter("region2", ValueType.REGION));
  }

  @Override
  public String description() {
    return "The area that two regions have in common, in square degrees. AREA(ESO_INTERSECTION(a, b)) is the same.";
  }

  @Override
  public String unit() {
    return "deg**2";
  }

  @Override
  public FunctionBody body() {
    return FunctionBody.java(
            arguments -> region(arguments.get(0)).overlapArea(region(arguments.get(1))))
        .with("postgresql", "nasmyth.overlap_area(nasmyth.of_text({0}), nasmyth.of_text({1}))");
  }

  private static Region region(@Nullable Object text) {
    return StcText.parse(String.valueOf(text)).in(Frame.ICRS);
  }
}
