// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The value of a keyword, section 4.2. */
public sealed interface CardValue {

  /**
   * A character string, section 4.2.1.
   *
   * @param text without quotes and without trailing blanks, doubled quotes undone
   */
  record Text(String text) implements CardValue {}

  /**
   * A logical value, section 4.2.2.
   *
   * @param value what it is
   */
  record Logical(boolean value) implements CardValue {}

  /**
   * A whole number, section 4.2.3.
   *
   * @param value of any size
   */
  record Whole(BigInteger value) implements CardValue {}

  /**
   * A real number, section 4.2.4.
   *
   * @param value exactly as it is written
   */
  record Real(BigDecimal value) implements CardValue {}

  /**
   * A complex number, sections 4.2.5 and 4.2.6.
   *
   * @param text as it is written, with its brackets
   */
  record Complex(String text) implements CardValue {}

  /** A keyword without a value, section 4.1.2.3. */
  record Undefined() implements CardValue {}

  /**
   * Something that no section allows.
   *
   * @param text as it is written
   */
  record Malformed(String text) implements CardValue {}
}
