// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is committed in reference.txt, and what the kernel makes of it. */
class ReferenceTest {
  @TestFactory
  Stream<DynamicTest> agrees_with_wcslib() {
    return ReferenceCase.committed().stream()
        .map(
            reference ->
                DynamicTest.dynamicTest(
                    reference.name(),
                    () -> {
                      ReferenceComparison comparison = new ReferenceComparison(reference);
                      assertThat(comparison.complaint()).isEmpty();
                      assertThat(comparison.worst()).isGreaterThanOrEqualTo(0.0);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> returns_to_the_pixel() {
    return ReferenceCase.committed().stream()
        // Both ways of the COBE cube are defined by polynomials that are not quite each other's
        // inverse.
        .filter(reference -> !reference.name().startsWith("CSC"))
        .map(
            reference -> DynamicTest.dynamicTest(reference.name(), () -> requireReturn(reference)));
  }

  private static void requireReturn(ReferenceCase reference) {
    Wcs wcs = Wcs.read(reference.cards(), ' ', reference.tables());
    int size = wcs.size();
    double[] world = new double[size];
    double[] back = new double[size];
    for (double[] pixel : reference.pixels()) {
      wcs.pixelToWorld(pixel, world, 1);
      if (Double.isNaN(world[0]) || Double.isNaN(world[size - 1])) {
        continue;
      }
      wcs.worldToPixel(world, back, 1);
      double allowed = 1e-9;
      for (int i = 0; i < size; i++) {
        double step = 0.0;
        for (int j = 0; j < size; j++) {
          step = Math.hypot(step, wcs.linear().element(i, j));
        }
        // Tables have their own steps, which are not those of the linear part.
        boolean table = wcs.axes().get(i).type().endsWith("-TAB");
        allowed = Math.max(allowed, table ? 0.0 : 4 * Math.ulp(world[i]) / step);
      }
      assertThat(back).containsExactly(pixel, within(allowed));
    }
  }
}
