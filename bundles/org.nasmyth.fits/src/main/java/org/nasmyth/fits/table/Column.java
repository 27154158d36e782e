// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.table;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A column of a binary or an ASCII table.
 *
 * @param number from 1, as in TTYPEn
 * @param name TTYPEn, empty if there is none
 * @param type the letter of TFORMn that tells the type of an element; for arrays of variable length
 *     that of the array's elements
 * @param variable whether each cell is an array of its own length in the heap, section 7.3.5
 * @param wide whether the descriptor of such an array is of 64-bit numbers (Q instead of P)
 * @param repeat elements of a cell; 1 where they are in the heap; characters of an ASCII table's
 *     field
 * @param offset of the cell in the row, in bytes
 * @param width of the cell in the row, in bytes
 * @param scale TSCALn
 * @param zero TZEROn
 * @param blank TNULLn of whole numbers, as it is written
 * @param unit TUNITn, empty if there is none
 * @param ucd TUCDn, empty if there is none
 */
public record Column(
    int number,
    String name,
    char type,
    boolean variable,
    boolean wide,
    long repeat,
    long offset,
    long width,
    BigDecimal scale,
    BigDecimal zero,
    Optional<String> blank,
    String unit,
    String ucd) {

  /**
   * Bytes of one element, section 7.3.1.
   *
   * @return 0 for bits, whose cells are not made of whole bytes
   */
  public int elementSize() {
    return elementSize(type);
  }

  static int elementSize(char type) {
    return switch (type) {
      case 'L', 'B', 'A' -> 1;
      case 'I' -> 2;
      case 'J', 'E' -> 4;
      case 'K', 'D', 'C' -> 8;
      case 'M' -> 16;
      default -> 0;
    };
  }

  /** Whether it is in values as they are stored, without TSCAL and TZERO. */
  boolean unscaled() {
    return scale.compareTo(BigDecimal.ONE) == 0 && zero.signum() == 0;
  }
}
