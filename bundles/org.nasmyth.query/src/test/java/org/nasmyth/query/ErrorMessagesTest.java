// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a user is told about a query that cannot be run: the file error-messages.txt is the list.
 */
class ErrorMessagesTest {

  @TestFactory
  Stream<DynamicTest> everyMistakeHasItsMessage() {
    return GoldenFile.read("error-messages.txt").stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.query(),
                    () -> {
                      QueryException failure = failureOf(example.query());
                      assertThat(failure).hasMessage(example.expectation());
                      assertThat(failure.kind()).isEqualTo(QueryException.Kind.BAD_QUERY);
                      assertThat(failure.position())
                          .map(p -> "line " + p.line() + ", column " + p.column() + ": ")
                          .hasValueSatisfying(
                              place -> assertThat(failure).hasMessageStartingWith(place));
                    }));
  }

  @Test
  void theListIsLongEnoughToTeach() {
    List<GoldenFile.Case> cases = GoldenFile.read("error-messages.txt");
    assertThat(cases).hasSizeGreaterThanOrEqualTo(40);
    assertThat(cases).extracting(GoldenFile.Case::query).doesNotHaveDuplicates();
  }

  private static QueryException failureOf(String query) {
    QuerySession session = QuerySession.overAll();
    QueryException failure = catchThrowableOfType(QueryException.class, () -> session.run(query));
    assertThat(failure).as(query).isNotNull();
    assertThat(session.database().queryCount()).isZero();
    return failure;
  }
}
