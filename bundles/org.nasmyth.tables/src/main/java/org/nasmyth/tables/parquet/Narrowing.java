// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables.parquet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.util.function.Function;

/**
 * Finds a type for a column whose stated one an archive does not have: the narrowest that holds all
 * its values unchanged, text if there is none. Used by one thread.
 */
interface Narrowing {

  /** Takes a value into account, as the type that was not final reads it. */
  void see(Object value);

  /** The type that holds all that was seen. */
  CellType decide();

  /** For whole numbers beyond 64 bits with sign, and decimals of more digits than a double has. */
  static CellType ofNumbers(int scale) {
    return new CellType(
        String.class,
        null,
        false,
        (row, c) -> CellType.text(row.getObject(c)),
        new Numbers(scale == 0));
  }

  /** For instants in nanoseconds, while an archive's are in microseconds. */
  static CellType ofInstants() {
    return new CellType(
        String.class,
        null,
        false,
        (row, c) -> CellType.instant(row.getObject(c, LocalDateTime.class)),
        new Instants());
  }

  /** Numbers that may turn out to fit a long or a double. */
  final class Numbers implements Narrowing {
    private static final int DIGITS_OF_DOUBLE = 17;
    private final boolean whole;
    private boolean longs = true;
    private boolean doubles = true;

    Numbers(boolean whole) {
      this.whole = whole;
    }

    @Override
    public void see(Object value) {
      BigDecimal exact = new BigDecimal(value.toString());
      longs = longs && whole && exact.unscaledValue().bitLength() < Long.SIZE;
      doubles = doubles && isDouble(exact);
    }

    /** Whether the number's digits can be told again from the nearest double. */
    private static boolean isDouble(BigDecimal exact) {
      int digits = exact.stripTrailingZeros().precision();
      double near = exact.doubleValue();
      return digits <= DIGITS_OF_DOUBLE
          && Double.isFinite(near)
          && new BigDecimal(near).round(new MathContext(digits)).compareTo(exact) == 0;
    }

    @Override
    public CellType decide() {
      if (longs && whole) {
        return number(Long.class, BigDecimal::longValueExact);
      }
      if (doubles && !whole) {
        return number(Double.class, BigDecimal::doubleValue);
      }
      return number(String.class, BigDecimal::toPlainString);
    }

    private static CellType number(Class<?> content, Function<BigDecimal, Object> conversion) {
      return CellType.plain(
          content,
          (row, c) -> {
            Object value = row.getObject(c);
            return value == null ? null : conversion.apply(new BigDecimal(value.toString()));
          });
    }
  }

  /** Instants that may turn out to have no more than six decimals. */
  final class Instants implements Narrowing {
    private static final int LONGEST = "2000-01-01T00:00:00.000000".length();
    private boolean micros = true;

    @Override
    public void see(Object value) {
      micros = micros && value.toString().length() <= LONGEST;
    }

    @Override
    public CellType decide() {
      CellReader reader = (row, c) -> CellType.instant(row.getObject(c, LocalDateTime.class));
      return micros ? CellType.timestamp(reader) : CellType.plain(String.class, reader);
    }
  }
}
