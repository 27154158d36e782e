// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardTest {

  private static CardValue valueOf(String card) {
    return Card.of(card).value();
  }

  @Test
  void valuesOfAllTypesAreUnderstood() {
    assertThat(valueOf("NAXIS1  =                  330 / length"))
        .isEqualTo(new CardValue.Whole(BigInteger.valueOf(330)));
    assertThat(valueOf("CRVAL1  =   1.5D2")).isEqualTo(new CardValue.Real(new BigDecimal("1.5E2")));
    assertThat(valueOf("CRVAL1  = -.5e-05/x"))
        .isEqualTo(new CardValue.Real(new BigDecimal("-.5e-05")));
    assertThat(valueOf("SIMPLE  =                    T")).isEqualTo(new CardValue.Logical(true));
    assertThat(valueOf("OBJECT  = 'Barnard''s / star  ' / name"))
        .isEqualTo(new CardValue.Text("Barnard's / star"));
    assertThat(valueOf("BLANKED =                      / no value"))
        .isEqualTo(new CardValue.Undefined());
    assertThat(valueOf("C       = (1.0, 2.0)")).isEqualTo(new CardValue.Complex("(1.0, 2.0)"));
    assertThat(valueOf("HIERARCH ESO TEL ALT = 59.28 / [deg]"))
        .isEqualTo(new CardValue.Real(new BigDecimal("59.28")));
    assertThat(valueOf("OPEN    = 'no end")).isEqualTo(new CardValue.Malformed("'no end"));
    assertThat(valueOf("NUMBER  = 12x")).isEqualTo(new CardValue.Malformed("12x"));
    assertThat(valueOf("COMMENT = 12")).isEqualTo(new CardValue.Whole(BigInteger.valueOf(12)));
    assertThat(valueOf("HISTORY 12")).isEqualTo(new CardValue.Undefined());
  }

  @Test
  void keywordsOfEsoAreWhatStandsBeforeTheEqualsSign() {
    assertThat(Card.of("HIERARCH ESO  DET CHIP1 ID  = 'x'").keyword())
        .isEqualTo("HIERARCH ESO DET CHIP1 ID");
    assertThat(Card.of("HIERARCH without value").keyword()).isEqualTo("HIERARCH");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NAXIS1  =                  330 / length  | 10 | NAXIS1  =                   10 / length
          NAXIS1  = 330/length                     | 10 | NAXIS1  =                   10 /length
          HIERARCH ESO A B = 330 / x               | 10 | HIERARCH ESO A B = 10  / x
          CRPIX1  =                  1.5           | -7 | CRPIX1  =                   -7
          """)
  void aNewValueLeavesKeywordAndCommentAsTheyAre(String card, String value, String changed) {
    assertThat(Card.of(card).withValue(value).toString()).isEqualTo(changed);
  }

  @Test
  void aCommentWithoutRoomIsShortened() {
    Card card = Card.of("A       = 1 /" + "c".repeat(67));
    Card changed = card.withValue("123456789012345678901234567890");
    assertThat(changed.text())
        .hasSize(80)
        .startsWith("A       = 123456789012345678901234567890 /cc");
  }

  @Test
  void aCardTakesNoMoreThanItsBytes() {
    assertThatIllegalArgumentException().isThrownBy(() -> Card.of("x".repeat(81)));
    assertThatIllegalArgumentException().isThrownBy(() -> Card.of("\u0100"));
  }

  @Provide
  static Arbitrary<String> anyBytes() {
    return Arbitraries.oneOf(
        Arbitraries.chars().range('\0', '\u00ff').list().ofSize(80).map(CardTest::join),
        Arbitraries.of("= ", "'", "''", "/", "HIERARCH ", "1", ".", "E", "-", " ", "T", "(")
            .list()
            .ofMaxSize(40)
            .map(parts -> String.join("", parts))
            .map(text -> ("KEYWORD = " + text + " ".repeat(80)).substring(0, 80)));
  }

  private static String join(List<Character> characters) {
    StringBuilder text = new StringBuilder();
    characters.forEach(text::append);
    return text.toString();
  }

  @Property
  void anyBytesAreKeptAndReadWithoutAnError(@ForAll("anyBytes") String text) {
    Card card = Card.of(text);
    assertThat(card.text()).isEqualTo(text);
    assertThat(card.value()).isNotNull();
    assertThat(card.keyword()).isNotNull();
  }
}
