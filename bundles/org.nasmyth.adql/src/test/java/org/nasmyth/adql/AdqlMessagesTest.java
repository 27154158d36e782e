// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said to somebody whose query is wrong. The cases stand in messages.txt. */
class AdqlMessagesTest {

  private static final AdqlParser PARSER = new AdqlParser(AdqlDialect.EXTENDED);

  static Stream<Arguments> cases() throws IOException {
    List<String> lines;
    try (InputStream file =
        Objects.requireNonNull(AdqlMessagesTest.class.getResourceAsStream("messages.txt"))) {
      lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    List<Arguments> cases = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).startsWith("    ")) {
        cases.add(Arguments.of(lines.get(i - 1), lines.get(i).strip()));
      }
    }
    return cases.stream();
  }

  private static AdqlSyntaxException failure(String query) {
    AdqlSyntaxException failure =
        catchThrowableOfType(AdqlSyntaxException.class, () -> PARSER.parse(query));
    return Objects.requireNonNull(failure, () -> "accepted: " + query);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theMessageSaysWhatIsWrongAndWhatToDo(String query, String message) {
    assertThat(failure(query)).hasMessage(message);
  }

  @Test
  void thePlaceIsGivenInAllItsForms() {
    AdqlSyntaxException failure = failure("SELECT ra\nFORM t\nWHERE ra > 1");

    assertThat(failure.line()).isEqualTo(2);
    assertThat(failure.column()).isEqualTo(1);
    assertThat(failure.offset()).isEqualTo(10);
    assertThat(failure.token()).isEqualTo("FORM");
    assertThat(failure.expectation()).contains("a comma or FROM");
    assertThat(failure.suggestion()).contains("did you mean FROM?");
    assertThat(failure.excerpt()).isEqualTo("FORM t\n^");
  }

  @Test
  void theExcerptOfALongLineIsCut() {
    String query = "SELECT " + "a, ".repeat(100) + "size" + ", a".repeat(100) + " FROM t";

    String[] excerpt = failure(query).excerpt().split("\n", -1);

    assertThat(excerpt).hasSize(2);
    assertThat(excerpt[0]).startsWith("...").hasSizeLessThan(110);
    assertThat(excerpt[0].substring(excerpt[1].indexOf('^'))).startsWith("size");
  }

  @Test
  void anEmptyTextIsNoQuery() {
    for (String text : List.of("", "  \n ", "-- only a comment")) {
      assertThat(failure(text)).hasMessageEndingWith("the query ends where SELECT is expected");
    }
  }

  @Test
  void theMessageIsOneShortLineWhateverTheQueryHolds() {
    List<String> queries =
        List.of(
            "SELECT a FROM t 'x\r\ny\u0000z'",
            "SELECT DATE 'a\nb' FROM t",
            "SELECT a FROM t LIMIT " + "1".repeat(10_000),
            "SELECT TOP " + "1".repeat(10_000) + " DISTINCT a FROM t",
            "SELECT " + "a".repeat(10_000) + " " + "b".repeat(10_000) + " c FROM t");

    for (String query : queries) {
      assertThat(failure(query).getMessage())
          .hasSizeLessThan(300)
          .doesNotContainPattern("\\p{Cntrl}");
    }
  }
}
