// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A unit: a number of products of base units. Units with a zero point of their own (degrees
 * Celsius) and functions of units (logarithms) are none.
 *
 * @param scale how many of the product of the dimensions it is
 * @param dimensions exponents by base unit; none is 0
 */
public record Unit(BigDecimal scale, Map<String, Double> dimensions) {

  /** No unit, as of plain numbers. */
  public static final Unit ONE = new Unit(BigDecimal.ONE, Map.of());

  private static final MathContext PRECISION = MathContext.DECIMAL128;

  /** Exponents as people write them differ by more. */
  private static final double ROUNDING = 1e-9;

  /** Copies the map. */
  public Unit {
    dimensions = Map.copyOf(dimensions);
  }

  /**
   * Reads a unit in the syntax of VOUnits 1.1, and what data providers commonly write instead:
   * {@code *} and blanks for products, {@code ^} for powers, several solidi.
   *
   * @param text such as {@code km/s}, {@code erg.s**-1.cm**-2.Angstrom**-1}, {@code 10**-3 Jy}
   * @throws UnitException if it is no unit that is known
   */
  public static Unit parse(String text) {
    return new UnitReader(text).unit();
  }

  /** All symbols that can be read, without prefixes; to suggest one of them. */
  public static Set<String> symbols() {
    return Symbols.all();
  }

  /** Whether a value in this unit can be given in another. */
  public boolean isConvertibleTo(Unit other) {
    return dimensions.equals(other.dimensions);
  }

  /**
   * The number by which a value in this unit is multiplied to be in another.
   *
   * @throws UnitException if they measure different things
   */
  public double factorTo(Unit other) {
    if (!isConvertibleTo(other)) {
      throw new UnitException("They measure different things.");
    }
    return scale.divide(other.scale, PRECISION).doubleValue();
  }

  Unit times(Unit other) {
    return product(other, 1);
  }

  Unit over(Unit other) {
    return product(other, -1);
  }

  private Unit product(Unit other, int sign) {
    Map<String, Double> exponents = new TreeMap<>(dimensions);
    other.dimensions.forEach(
        (base, exponent) -> exponents.merge(base, sign * exponent, Double::sum));
    return new Unit(
        sign > 0 ? scale.multiply(other.scale, PRECISION) : scale.divide(other.scale, PRECISION),
        rounded(exponents));
  }

  Unit power(double exponent) {
    Map<String, Double> exponents = new TreeMap<>();
    dimensions.forEach((base, old) -> exponents.put(base, old * exponent));
    BigDecimal raised =
        exponent == Math.rint(exponent)
            ? scale.pow((int) exponent, PRECISION)
            : BigDecimal.valueOf(Math.pow(scale.doubleValue(), exponent));
    return new Unit(raised, rounded(exponents));
  }

  private static Map<String, Double> rounded(Map<String, Double> exponents) {
    exponents.replaceAll((base, exponent) -> Math.rint(exponent / ROUNDING) * ROUNDING);
    exponents.values().removeIf(exponent -> exponent == 0);
    return exponents;
  }
}
