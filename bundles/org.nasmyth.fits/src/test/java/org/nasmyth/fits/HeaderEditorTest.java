// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class HeaderEditorTest {

  private static HeaderEditor editor(String... cards) {
    List<Card> list = Stream.of(cards).map(Card::of).toList();
    return new HeaderEditor(new Header(list, "x.fits", 0, 0));
  }

  private static List<String> texts(HeaderEditor editor) {
    return editor.cards().stream().map(Card::toString).toList();
  }

  @Test
  void oddCardsOfOthersStayAsTheyAre() {
    String[] odd = {
      "HIERARCH ESO   DET  WIN1 NX=2148 /  odd blanks",
      "lower   = 5.000000D0 /x",
      "DUP     =                    1",
      "DUP     =                    2",
      "COMMENT= no  value",
      "LONG    = 'abc&' / c",
      "CONTINUE  'def' / d",
      "",
      "BADKEY VALUE \u00e4",
    };
    HeaderEditor editor = editor(odd);
    editor.set("NAXIS1", 5).history("done");
    assertThat(texts(editor)).startsWith(odd).hasSize(odd.length + 2);
  }

  @Test
  void aValueThatIsThereAlreadyIsNotWrittenAnew() {
    assertThat(texts(editor("A       = 5 /x").set("A", 5))).containsExactly("A       = 5 /x");
    assertThat(texts(editor("A       = 5.0D0").set("A", new BigDecimal("5"))))
        .containsExactly("A       = 5.0D0");
  }

  @Test
  void twoCardsOfOneKeywordAreNotLeftToDisagree() throws Exception {
    HeaderEditor editor = editor("CRPIX1  = 5.5", "CRPIX1  = 7");
    assertThat(editor.shift("CRPIX1", 3)).isTrue();
    assertThat(texts(editor))
        .containsExactly("CRPIX1  =                  2.5", "CRPIX1  =                  4.0");
  }

  @Test
  void aLongStringLosesItsContinuation() {
    HeaderEditor editor = editor("S       = 'abc&'", "CONTINUE  'def'", "T       = 1");
    assertThat(editor.header().text("S")).contains("abcdef");
    assertThat(texts(editor.set("S", "x"))).containsExactly("S       = 'x       '", "T       = 1");
    HeaderEditor other = editor("S       = 'abc&'", "CONTINUE  'def'", "T       = 1");
    other.remove(card -> card.keyword().equals("S"));
    assertThat(texts(other)).containsExactly("T       = 1");
  }

  @Test
  void newCardsStandBeforeTheBlankOnesAtTheEnd() {
    assertThat(texts(editor("A       = 1", "", "").append(Card.of("B       = 2"))))
        .containsExactly("A       = 1", "B       = 2", "", "");
  }

  @Test
  void historyIsBrokenIntoCards() {
    HeaderEditor editor = editor().history("x".repeat(100) + "\n\u00e4");
    assertThat(texts(editor))
        .containsExactly("HISTORY " + "x".repeat(72), "HISTORY " + "x".repeat(28) + "??");
  }

  @Test
  void aPixelThatIsNoNumberIsNotMoved() {
    HeaderEditor editor = editor("CRPIX1  = 'five'");
    assertThatThrownBy(() -> editor.shift("CRPIX1", 1))
        .isInstanceOf(FitsException.class)
        .hasMessageContaining("CRPIX1 is not a number.")
        .hasMessageContaining("x.fits, HDU 0");
  }

  @Property
  void movingAnOriginRoundsNothing(
      @ForAll @BigRange(min = "-1e12", max = "1e12") @Scale(9) BigDecimal pixel,
      @ForAll @LongRange(min = 0, max = 1 << 20) long by)
      throws Exception {
    HeaderEditor editor = editor("CRPIX1  = " + pixel.toString() + " / reference");
    editor.shift("CRPIX1", by);
    assertThat(editor.header().decimal("CRPIX1").orElseThrow())
        .isEqualByComparingTo(pixel.subtract(BigDecimal.valueOf(by)));
  }

  @Test
  void aPixelOfTooManyDigitsIsRoundedToWhatACardHolds() throws Exception {
    HeaderEditor editor = editor("CRPIX1  = 1.5E-4000");
    editor.shift("CRPIX1", 2);
    assertThat(editor.header().real("CRPIX1")).hasValue(-2);
  }

  @Test
  void aHeaderEndsWithItsBlock() {
    HeaderEditor editor = editor();
    for (int i = 0; i < 35; i++) {
      editor.append(Card.of("A%-7d= 1".formatted(i)));
    }
    assertThat(editor.toBytes()).hasSize(2880);
    editor.append(Card.of("B       = 1"));
    assertThat(editor.toBytes()).hasSize(5760);
    assertThat(editor.length()).isEqualTo(5760);
  }
}
