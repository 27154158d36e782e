// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent as a query is read or refused with a message, in less than a second of computing
 * and in little memory. A thousand texts of each kind by default; {@code -Dnasmyth.fuzz.minutes=10}
 * goes on for as many minutes with each, from a new seed, and says how long the slowest took;
 * {@code -DargLine=-Xmx64m} limits the memory.
 */
class FuzzTest {

  private static final AdqlParser PARSER = new AdqlParser(AdqlDialect.EXTENDED);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int TEXTS = 1000;
  private static final List<String> TOKENS =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "(",
          ")",
          ",",
          ".",
          "*",
          "+",
          "-",
          "--",
          "/",
          "/*",
          "'",
          "\"",
          "''",
          "=",
          "<>",
          "||",
          ";",
          "JOIN",
          "NATURAL",
          "LEFT",
          "ON",
          "USING",
          "AS",
          "UNION",
          "ALL",
          "TOP",
          "1",
          "1.5e3",
          "0x",
          "NOT",
          "AND",
          "OR",
          "IN",
          "EXISTS",
          "IS",
          "NULL",
          "BETWEEN",
          "LIKE",
          "ORDER",
          "BY",
          "GROUP",
          "HAVING",
          "OFFSET",
          "WITH",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "CAST",
          "DOUBLE",
          "POINT",
          "CONTAINS",
          "COUNT",
          "size",
          "a",
          "LIMIT",
          "\n",
          "\u0000",
          "\u2019",
          "\uD83D\uDD2D",
          "\uD83D",
          "%",
          "DATE",
          "DISTINCT",
          "COALESCE");

  @Test
  void bytesAreReadOrRefused() {
    fuzz("bytes", FuzzTest::bytes);
  }

  @Test
  void tokensInAnyOrderAreReadOrRefused() {
    fuzz("tokens", FuzzTest::tokens);
  }

  @Test
  void queriesWithMistakesAreReadOrRefused() {
    fuzz("mistakes", FuzzTest::mistakes);
  }

  private static void fuzz(String kind, Function<Random, String> texts) {
    long minutes = Long.getLong("nasmyth.fuzz.minutes", 0);
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    long slowest = 0;
    long seed = minutes == 0 ? 1 : System.nanoTime();
    long count = 0;
    while (count < TEXTS || System.nanoTime() < end) {
      String text = texts.apply(new Random(seed));
      long start = THREADS.getCurrentThreadCpuTime();
      check(text, kind + " of seed " + seed);
      long took = THREADS.getCurrentThreadCpuTime() - start;
      assertThat(Duration.ofNanos(took))
          .as(kind + " of seed " + seed)
          .isLessThan(Duration.ofSeconds(1));
      slowest = Math.max(slowest, took);
      seed++;
      count++;
    }
    System.out.printf(
        "fuzz: %d texts of %s, the slowest took %d ms%n", count, kind, slowest / 1_000_000);
  }

  private static void check(String text, String origin) {
    try {
      String printed = AdqlPrinter.print(PARSER.parse(text));
      assertThat(AdqlPrinter.print(PARSER.parse(printed))).as(origin).isEqualTo(printed);
    } catch (AdqlSyntaxException e) {
      assertThat(e.getMessage()).as(origin).isNotBlank().hasLineCount(1).hasSizeLessThan(500);
      assertThat(e.offset()).as(origin).isBetween(0, text.length());
      assertThat(e.span().end()).as(origin).isBetween(e.offset(), text.length());
      assertThat(e.excerpt()).as(origin).endsWith("^");
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(origin + ": " + text, e);
    }
  }

  private static String bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    if (random.nextBoolean()) {
      byte[] query = mistakes(random).getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(5); i >= 0 && query.length > 0; i--) {
        query[random.nextInt(query.length)] = (byte) random.nextInt(256);
      }
      bytes = query;
    }
    return new String(
        bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  private static String tokens(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "SELECT a FROM t WHERE " : "");
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(TOKENS.get(random.nextInt(TOKENS.size())))
          .append(random.nextInt(4) == 0 ? "" : " ");
    }
    return text.toString();
  }

  private static String mistakes(Random random) {
    String text = AdqlPrinter.print(new Trees(random.nextLong()).statement());
    List<String> words = new ArrayList<>(List.of(text.split("(?<=[(), .])|(?=[(), .])")));
    for (int i = 1 + random.nextInt(3); i > 0 && !words.isEmpty(); i--) {
      int place = random.nextInt(words.size());
      switch (random.nextInt(4)) {
        case 0 -> words.remove(place);
        case 1 -> words.add(place, words.get(random.nextInt(words.size())));
        case 2 -> words.set(place, TOKENS.get(random.nextInt(TOKENS.size())));
        default -> words.add(place, " " + TOKENS.get(random.nextInt(TOKENS.size())) + " ");
      }
    }
    return String.join("", words);
  }
}
