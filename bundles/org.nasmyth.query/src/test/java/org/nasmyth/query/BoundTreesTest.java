// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nasmyth.query.QueryRequest.ColumnOrder;
import org.nasmyth.query.QueryRequest.ServiceRules;

/** What queries mean: the file bound-trees.txt reads like a table of examples. */
class BoundTreesTest {

  @TestFactory
  Stream<DynamicTest> queriesMeanWhatTheFileSays() {
    return examples("bound-trees.txt", new ServiceRules("safcat"));
  }

  @TestFactory
  Stream<DynamicTest> queriesMeanWhatTheFileSaysWithTheHabitsOfEso() {
    return examples(
        "bound-trees-eso.txt", new ServiceRules(null, true, ColumnOrder.ALPHABETICAL, true));
  }

  private static Stream<DynamicTest> examples(String file, ServiceRules rules) {
    return GoldenFile.read(file).stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.query(),
                    () ->
                        assertThat(
                                BoundTreePrinter.print(
                                    QuerySession.overAll().withRules(rules).bound(example.query())))
                            .isEqualTo(example.expectation())));
  }
}
