// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.table;

import java.math.BigDecimal;
import java.nio.ByteBuffer;

/** What the bytes of a binary table's element mean, section 7.3.3. */
final class Cells {

  private Cells() {}

  static double number(Column column, ByteBuffer bytes, int at) {
    return switch (column.type()) {
      case 'B' -> whole(column, bytes.get(at) & 0xFF);
      case 'I' -> whole(column, bytes.getShort(at));
      case 'J' -> whole(column, bytes.getInt(at));
      case 'K' -> whole(column, bytes.getLong(at));
      case 'E' -> scaled(column, bytes.getFloat(at));
      case 'D' -> scaled(column, bytes.getDouble(at));
      case 'L' -> bytes.get(at) == 'T' ? 1 : bytes.get(at) == 'F' ? 0 : Double.NaN;
      default -> Double.NaN;
    };
  }

  private static double whole(Column column, long stored) {
    if (column.blank().isPresent() && column.blank().get().equals(Long.toString(stored))) {
      return Double.NaN;
    }
    if (column.unscaled()) {
      return stored;
    }
    // In decimals, because unsigned 64-bit numbers (TZERO = 2^63) do not fit a double on the way.
    return new BigDecimal(stored).multiply(column.scale()).add(column.zero()).doubleValue();
  }

  private static double scaled(Column column, double stored) {
    return column.unscaled()
        ? stored
        : stored * column.scale().doubleValue() + column.zero().doubleValue();
  }
}
