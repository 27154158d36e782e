// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What queries mean: the file bound-trees.txt reads like a table of examples. */
class BoundTreesTest {

  @TestFactory
  Stream<DynamicTest> queriesMeanWhatTheFileSays() {
    return GoldenFile.read("bound-trees.txt").stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.query(),
                    () ->
                        assertThat(
                                BoundTreePrinter.print(
                                    QuerySession.overAll().bound(example.query())))
                            .isEqualTo(example.expectation())));
  }
}
