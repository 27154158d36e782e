// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

import org.nasmyth.api.database.DatabaseException;

/**
 * Arguments of mathematical functions as SQL that is NULL where the function has no value, so that
 * one bad row gives a NULL rather than an error, NaN or infinity. Every argument is written once:
 * what is outside is moved to one number outside, which then becomes NULL.
 */
public final class Domains {

  /** The logarithm of the largest number, rounded down. */
  public static final double MOST_EXPONENT = 709.7827128;

  private static final double MOST_DEGREES = 3.1375e306;
  private static final int LONGEST_REPEATED = 100_000;

  private Domains() {}

  /** For roots: 0 and above. */
  public static String notNegative(String argument) {
    return from(-Double.MIN_VALUE, argument);
  }

  /** For logarithms: above 0. */
  public static String positive(String argument) {
    return from(0, argument);
  }

  /** For the inverse of sine and cosine: from -1 to 1. */
  public static String sine(String argument) {
    return within(Math.nextUp(1.0), argument);
  }

  /** For functions that divide by it: not 0. */
  public static String notZero(String argument) {
    return "nullif(" + argument + ", 0)";
  }

  /** For degrees: whose result is no infinity. */
  public static String radians(String argument) {
    return within(MOST_DEGREES, argument);
  }

  /** For periodic functions: no infinity. */
  public static String finite(String argument) {
    return within(Double.POSITIVE_INFINITY, argument);
  }

  private static String from(double limit, String argument) {
    return nullAt(limit, "greatest(" + argument + ", " + number(limit) + ")");
  }

  private static String below(double limit, String argument) {
    return nullAt(limit, "least(" + argument + ", " + number(limit) + ")");
  }

  private static String within(double limit, String argument) {
    return from(-limit, below(limit, argument));
  }

  private static String nullAt(double limit, String argument) {
    return "nullif(" + argument + ", " + number(limit) + ")";
  }

  private static String number(double value) {
    return "CAST('" + value + "' AS float8)";
  }

  /**
   * An argument that a function's SQL has to repeat. Repetitions within repetitions multiply, so
   * what has become long by them is refused.
   *
   * @throws UntranslatableException if it is too long to be repeated
   */
  public static String repeated(String argument) {
    if (argument.length() > LONGEST_REPEATED) {
      throw new UntranslatableException(
          new DatabaseException(
              DatabaseException.Kind.UNSUPPORTED,
              "An expression is nested too deeply for this database.",
              null));
    }
    return argument;
  }

  /**
   * A power of e: NULL where it would be infinite, 0 where it is too small, which some databases
   * refuse to compute. The least number above 0, which the smallest argument that is let through
   * has for its power, is taken away again.
   */
  public static String exponential(String argument) {
    String limited =
        nullAt(
            MOST_EXPONENT,
            "greatest(least(" + argument + ", " + number(MOST_EXPONENT) + "), -745)");
    return "(exp(" + limited + ") - " + number(Double.MIN_VALUE) + ")";
  }

  /** The remainder of a division of floating-point numbers, NULL for a division by zero. */
  public static String remainder(String dividend, String divisor) {
    String by = repeated(divisor);
    return "("
        + repeated(dividend)
        + " - trunc("
        + dividend
        + " / nullif("
        + by
        + ", 0)) * "
        + by
        + ")";
  }
}
