// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.queries;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether values are the same but for the last digits: 1E-12 of a floating-point number, 1E-10
 * degrees of the coordinates of a geometry.
 */
final class Closeness {

  private static final double RELATIVE = 1e-12;
  private static final double DEGREES = 1e-10;

  private Closeness() {}

  /** Whether rows are the same in an order that last digits seldom disturb: a quick first look. */
  static boolean ofAll(List<List<@Nullable Object>> one, List<List<@Nullable Object>> other) {
    Comparator<List<@Nullable Object>> order = Comparator.comparing(Closeness::shownRoughly);
    List<List<@Nullable Object>> left = one.stream().sorted(order).toList();
    List<List<@Nullable Object>> right = other.stream().sorted(order).toList();
    for (int i = 0; i < left.size(); i++) {
      if (!ofRows(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String shownRoughly(List<@Nullable Object> row) {
    StringBuilder text = new StringBuilder();
    for (Object value : row) {
      if (value instanceof Double number) {
        text.append(number.floatValue());
      } else {
        text.append(value != null && value.getClass().isArray() ? elements(value) : value);
      }
      text.append('|');
    }
    return text.toString();
  }

  static boolean ofRows(List<@Nullable Object> one, List<@Nullable Object> other) {
    for (int i = 0; i < one.size(); i++) {
      if (!ofValues(one.get(i), other.get(i))) {
        return false;
      }
    }
    return one.size() == other.size();
  }

  static boolean ofValues(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return one == other;
    }
    if (one instanceof Double a && other instanceof Double b) {
      return ofNumbers(a, b);
    }
    if (one instanceof double[] a && other instanceof double[] b) {
      return ofCoordinates(a, b);
    }
    if (one.getClass().isArray() && one.getClass() == other.getClass()) {
      return ofRows(elements(one), elements(other));
    }
    return one.equals(other) || areEqualRegions(one, other);
  }

  private static boolean ofCoordinates(double[] one, double[] other) {
    boolean close = one.length == other.length;
    for (int i = 0; close && i < one.length; i++) {
      close = Math.abs(one[i] - other[i]) <= DEGREES;
    }
    return close;
  }

  private static boolean ofNumbers(double one, double other) {
    return Double.compare(one, other) == 0
        || Math.abs(one - other) <= RELATIVE * Math.max(Math.abs(one), Math.abs(other));
  }

  /** Texts in STC-S that are equal but for the last digits of their numbers. */
  private static boolean areEqualRegions(Object one, Object other) {
    if (!(one instanceof String a) || !(other instanceof String b) || !a.contains(" ICRS ")) {
      return false;
    }
    String[] left = a.split(" ", -1);
    String[] right = b.split(" ", -1);
    boolean same = left.length == right.length;
    for (int i = 0; same && i < left.length; i++) {
      same = left[i].equals(right[i]) || ofNumbers(number(left[i]), number(right[i]));
    }
    return same;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static List<@Nullable Object> elements(Object array) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      elements.add(Array.get(array, i));
    }
    return elements;
  }

  static String shown(List<@Nullable Object> row) {
    List<String> values = new ArrayList<>();
    for (Object value : row) {
      boolean isArray = value != null && value.getClass().isArray();
      values.add(isArray ? elements(value).toString() : String.valueOf(value));
    }
    return values.toString();
  }
}
