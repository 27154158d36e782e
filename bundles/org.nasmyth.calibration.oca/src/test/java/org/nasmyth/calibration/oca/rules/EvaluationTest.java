// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A condition")
class EvaluationTest {

  private static boolean holds(String condition, boolean strict) {
    Map<String, Value> frame = new HashMap<>();
    frame.put("TEXT", Value.of("FLAT,SKY"));
    frame.put("EMPTY", Value.of(""));
    frame.put("FIVE", Value.of(5));
    frame.put("TENTH", Value.of(0.1));
    frame.put("SPELT", Value.of(" 5.00 "));
    frame.put("MJD-OBS", Value.of(59000.5));
    Map<String, Value> input = new HashMap<>();
    input.put("MJD-OBS", Value.of(59001));
    input.put("FIVE", Value.of(5));
    RuleSet rules = RuleParser.parse("X.oca", "if " + condition + " then { A.X = 1; }");
    assertThat(rules.problems()).as(condition).isEmpty();
    return Evaluation.of(new Keywords(frame), new Keywords(input), strict)
        .holds(rules.classifications().get(0).when());
  }

  @DisplayName("holds")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TEXT == "FLAT,SKY"
          TEXT != "FLAT"
          TEXT like "%SKY"
          TEXT like "FL%,%"
          TEXT like "FLAT,SKY"
          EMPTY == ""
          EMPTY like "%"
          FIVE == 5.0
          FIVE == "5"
          SPELT == 5
          TEXT != 5
          TENTH == .1
          FIVE > 4 and FIVE >= 5 and FIVE < 6 and FIVE <= 5
          TEXT < "G"
          NONE is undefined
          not NONE is defined
          NONE is not string
          TEXT is string and FIVE is number
          NONE ?= FIVE and FIVE ?= inputFile.FIVE and NONE ?= inputFile.NONE
          not NONE == 1
          not NONE != 1
          MJD-OBS between inputFile.MJD-OBS - 0.5 and inputFile.MJD-OBS
          (inputFile.MJD-OBS - MJD-OBS) < 0.6 and inputFile.MJD-OBS-MJD-OBS > -.2
          TEXT between "FLAT" and "FLATS"
          FIVE == 1 or FIVE == 5 and TEXT like "F%"
          (T)
          not (F)
          """)
  void holds(String condition) {
    assertThat(holds(condition, true)).isTrue();
    assertThat(holds("not (" + condition + ")", true)).isFalse();
  }

  @DisplayName("does not hold")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TEXT == "flat,sky"
          TEXT like "SKY%"
          TEXT like "FLAT%LAMP%SKY"
          TEXT like "FLAT_SKY"
          FIVE like "5"
          TEXT > 4
          TEXT <= 5
          NONE == NONE
          NONE != 1
          NONE like "%"
          NONE between 1 and 2
          FIVE + NONE == 5
          FIVE + TEXT == 5
          FIVE between 6 and 4
          EMPTY is undefined
          SPELT is number
          FIVE ?= 6
          """)
  void doesNotHold(String condition) {
    assertThat(holds(condition, true)).isFalse();
  }

  @DisplayName("that only prefers something holds outside of it, but not where nothing is known")
  @ParameterizedTest
  @CsvSource({
    "FIVE tryBetween 6 and 7, true, false",
    "FIVE tryBetween 5 and 7, true, true",
    "NONE tryBetween 5 and 7, false, false",
    "FIVE tryBetween 6 and 7 and FIVE == 5, true, false"
  })
  void prefers(String condition, boolean loose, boolean strict) {
    assertThat(holds(condition, false)).isEqualTo(loose);
    assertThat(holds(condition, true)).isEqualTo(strict);
  }

  @Property
  @Label("with like says what a regular expression says")
  void like(
      @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'b') String text,
      @ForAll @StringLength(max = 6) @Chars({'a', 'b', '%'}) String pattern) {
    assertThat(Evaluation.like(text, pattern))
        .as("%s like %s", text, pattern)
        .isEqualTo(text.matches(pattern.replace("%", ".*")));
  }
}
