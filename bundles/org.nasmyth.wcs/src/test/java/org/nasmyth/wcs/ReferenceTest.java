// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every committed header has the same world coordinates, and the same way back, as with wcslib. */
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
}
