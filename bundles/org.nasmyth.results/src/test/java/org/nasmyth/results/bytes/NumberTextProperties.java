// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.bytes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Numbers are written so that they read back exactly, in the notation of Java. */
class NumberTextProperties {

  @Property
  void doubleReadsBackExactly(@ForAll long bits) throws IOException {
    double value = Double.longBitsToDouble(bits);
    if (Double.isFinite(value)) {
      assertSameDouble(value);
    }
  }

  @Property
  void doubleOfUsualSizeReadsBackExactly(@ForAll @DoubleRange(min = -1e8, max = 1e8) double value)
      throws IOException {
    assertSameDouble(value);
    assertSameDouble(Math.nextUp(value));
  }

  @Property(tries = 20_000)
  void shortDecimalIsWrittenAsItIs(
      @ForAll @LongRange(min = 1, max = 999_999_999_999_999L) long digits,
      @ForAll @IntRange(max = 18) int places)
      throws IOException {
    BigDecimal decimal = BigDecimal.valueOf(digits, places);
    assertThat(new BigDecimal(written(decimal.doubleValue()))).isEqualByComparingTo(decimal);
  }

  @Property(tries = 20_000)
  void shortFloatIsWrittenAsItIs(
      @ForAll @LongRange(min = 1, max = 9_999_999) long digits,
      @ForAll @IntRange(max = 12) int places)
      throws IOException {
    float value = BigDecimal.valueOf(digits, places).floatValue();
    String text = written(value);
    assertThat(Float.parseFloat(text)).isEqualTo(value);
    assertThat(text.length()).isLessThanOrEqualTo(Float.toString(value).length());
  }

  @Property
  void floatReadsBackExactly(@ForAll int bits) throws IOException {
    float value = Float.intBitsToFloat(bits);
    if (Float.isFinite(value)) {
      assertThat(Float.parseFloat(written(value))).isEqualTo(value);
    }
  }

  @Property
  void wholeNumberIsWrittenInFull(@ForAll long value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteOutput out = new ByteOutput(bytes);
    out.integer(value);
    out.flush();
    assertThat(bytes.toString(US_ASCII)).isEqualTo(Long.toString(value));
  }

  private static void assertSameDouble(double value) throws IOException {
    String text = written(value);
    assertThat(Double.doubleToLongBits(Double.parseDouble(text)))
        .as(text)
        .isEqualTo(Double.doubleToLongBits(value));
    assertThat(text.length()).isLessThanOrEqualTo(Double.toString(value).length());
  }

  private static String written(double value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteOutput out = new ByteOutput(bytes);
    out.decimal(value);
    out.flush();
    return bytes.toString(US_ASCII);
  }

  private static String written(float value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteOutput out = new ByteOutput(bytes);
    out.decimal(value);
    out.flush();
    return bytes.toString(US_ASCII);
  }
}
