// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.adql.tree.Disjunction;
import org.nasmyth.adql.tree.InList;
import org.nasmyth.adql.tree.Select;
import org.nasmyth.adql.tree.Statement;

/**
 * Queries that are very long or very deep. The time limits only keep a hang from blocking the
 * build.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AdqlLimitsTest {

  private static final AdqlParser PARSER = new AdqlParser(AdqlDialect.EXTENDED);
  private static final int NESTING = ParserLimits.DEFAULT.maximumNesting();
  private static final long SMALL_STACK = 512 * 1024;

  /** Texts nested to any depth, as {@code before, middle, after}; before and after are repeated. */
  private static final Map<String, String[]> NESTED =
      Map.ofEntries(
          Map.entry("parentheses", nested("SELECT ", "(", "1", ")", " FROM t")),
          Map.entry("conditions", nested("SELECT 1 FROM t WHERE ", "(", "1=1", ")", "")),
          Map.entry("negations", nested("SELECT 1 FROM t WHERE ", "NOT (", "1=1", ")", "")),
          Map.entry("functions", nested("SELECT ", "f(", "1", ")", " FROM t")),
          Map.entry("tables", nested("", "SELECT * FROM (", "SELECT 1 FROM t", ") AS x", "")),
          Map.entry(
              "lists", nested("", "SELECT 1 FROM t WHERE a IN (", "SELECT 1 FROM t", ")", "")),
          Map.entry(
              "existence",
              nested("", "SELECT 1 FROM t WHERE EXISTS (", "SELECT 1 FROM t", ")", "")),
          Map.entry("queries", nested("", "(", "SELECT 1 FROM t", ")", "")),
          Map.entry("unions", nested("", "(SELECT 1 FROM t UNION ", "SELECT 1 FROM t", ")", "")),
          Map.entry("joins", nested("SELECT 1 FROM ", "t JOIN ", "t", " ON a=b", "")),
          Map.entry("joinParentheses", nested("SELECT 1 FROM ", "(", "a NATURAL JOIN b", ")", "")),
          Map.entry(
              "cases", nested("SELECT ", "CASE WHEN a=1 THEN 1 ELSE ", "1", " END", " FROM t")),
          Map.entry(
              "simpleCases", nested("SELECT ", "CASE ", "1", " WHEN 1 THEN 1 END", " FROM t")));

  private static String[] nested(
      String start, String before, String middle, String after, String end) {
    return new String[] {start, before, middle, after, end};
  }

  private static String text(String kind, int depth) {
    String[] parts = NESTED.get(kind);
    return parts[0] + parts[1].repeat(depth) + parts[2] + parts[3].repeat(depth) + parts[4];
  }

  private static void runInSmallStack(Runnable task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                task.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            },
            "small stack",
            SMALL_STACK);
    thread.start();
    done.orTimeout(100, TimeUnit.SECONDS).join();
  }

  private static Statement parse(String text) {
    try {
      return PARSER.parse(text);
    } catch (AdqlSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parentheses",
        "conditions",
        "negations",
        "functions",
        "tables",
        "lists",
        "existence",
        "queries",
        "unions",
        "joins",
        "joinParentheses",
        "cases",
        "simpleCases"
      })
  void nestingIsReadToTheLimitInHalfAMegabyteOfStackAndRefusedBeyond(String kind) {
    runInSmallStack(
        () -> {
          assertThat(AdqlPrinter.print(parse(text(kind, NESTING - 1)))).isNotEmpty();
          for (int depth : new int[] {NESTING + 1, 2_000, 20_000}) {
            assertThatThrownBy(() -> PARSER.parse(text(kind, depth)))
                .isInstanceOf(AdqlSyntaxException.class)
                .hasMessageContaining("nested deeper than " + NESTING + " levels");
          }
        });
  }

  @Test
  void aQueryOfFiveMegabytesIsRefusedByItsLength() {
    assertThatThrownBy(() -> PARSER.parse("SELECT " + "a, ".repeat(1_700_000) + "a FROM t"))
        .isInstanceOf(AdqlSyntaxException.class)
        .hasMessageContaining("5,100,015 characters, and at most 1,048,576 are allowed");
  }

  @Test
  void aListOfAMegabyteIsRead() {
    String text = "SELECT 1 FROM t WHERE a IN (1" + ",123456".repeat(149_000) + ")";

    Select select = (Select) parse(text).query().body();

    assertThat(select.where().orElseThrow())
        .isInstanceOfSatisfying(InList.class, in -> assertThat(in.values()).hasSize(149_001));
  }

  @Test
  void aHundredThousandTermsOfOrAreOneNode() {
    Select select =
        (Select) parse("SELECT 1 FROM t WHERE a=1" + " OR a=1".repeat(100_000)).query().body();

    assertThat(select.where().orElseThrow())
        .isInstanceOfSatisfying(
            Disjunction.class, or -> assertThat(or.operands()).hasSize(100_001));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FROM t WHERE a=1~ AND a=1",
        "SELECT 1~ + 1~ FROM t",
        "SELECT 1~ * 1~ FROM t",
        "SELECT 'a'~ || 'b'~ FROM t",
        "SELECT 1 FROM t~ UNION SELECT 1 FROM t",
        "SELECT 1 FROM t~ INTERSECT SELECT 1 FROM t",
        "SELECT 1 FROM t~ JOIN t USING (a)",
        "SELECT 1 FROM t~ NATURAL JOIN t",
        "SELECT 1~, 1~ FROM t",
        "SELECT CASE~ WHEN a=1 THEN 1~ END FROM t",
        "SELECT 1 FROM t ORDER BY a~, a",
        "SELECT POLYGON(1,2,3,4,5,6~,1,1~) FROM t"
      })
  void longChainsAreReadAndPrintedInASmallStack(String pattern) {
    String[] parts = pattern.split("~", 3);
    String text = parts[0] + parts[1].repeat(30_000) + (parts.length > 2 ? parts[2] : "");

    runInSmallStack(
        () -> assertThat(AdqlPrinter.print(parse(text)).length()).isGreaterThan(60_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(", ")", "'", "\"", "''", "-", "NOT ", "- ", "a.", ",", "1", "/", "SELECT ", "CASE ",
        "t JOIN "
      })
  void aMegabyteOfOneTokenIsReadOrRefused(String token) {
    for (String before : new String[] {"", "SELECT ", "SELECT 1 FROM t WHERE a = "}) {
      String text = before + token.repeat(1_000_000 / token.length());
      try {
        assertThat(PARSER.parse(text).span().end()).isLessThanOrEqualTo(text.length());
      } catch (AdqlSyntaxException e) {
        assertThat(e.getMessage()).hasSizeLessThan(300);
      }
    }
  }

  @Test
  void theLimitsAreTheDialects() {
    AdqlDialect small = new AdqlDialect(Set.of(), new ParserLimits(30, 12, 2));

    assertThatThrownBy(() -> new AdqlParser(small).parse("SELECT (((1))) FROM t"))
        .hasMessageContaining("deeper than 2");
    assertThatThrownBy(() -> new AdqlParser(small).parse("SELECT abcdefghijklmnopqr FROM t"))
        .hasMessageContaining("at most 30");
    assertThatThrownBy(() -> new AdqlParser(small).parse("SELECT 1,2,3,4,5,6 FROM t"))
        .hasMessage(
            "line 1, column 20: the query has more than 12 words and signs;"
                + " upload a long list of values as a table and join it");
  }
}
