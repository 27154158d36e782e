// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Datatype;

/**
 * PostgreSQL's arrays as primitive ones; those of several dimensions are laid out one row after
 * another. An element that is NULL is NaN in an array of floating-point numbers and 0 or false in
 * others, as VOTable has no NULL for them.
 */
final class ArrayValues {

  private ArrayValues() {}

  static Object primitive(Object[] array, Datatype datatype) {
    List<@Nullable Object> flat = new ArrayList<>(array.length);
    flatten(array, flat);
    int size = flat.size();
    switch (datatype) {
      case BOOLEAN -> {
        boolean[] values = new boolean[size];
        for (int i = 0; i < size; i++) {
          values[i] = Boolean.TRUE.equals(flat.get(i));
        }
        return values;
      }
      case UNSIGNED_BYTE, SHORT -> {
        short[] values = new short[size];
        for (int i = 0; i < size; i++) {
          values[i] = number(flat.get(i)).shortValue();
        }
        return values;
      }
      case INT -> {
        int[] values = new int[size];
        for (int i = 0; i < size; i++) {
          values[i] = number(flat.get(i)).intValue();
        }
        return values;
      }
      case LONG -> {
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
          values[i] = number(flat.get(i)).longValue();
        }
        return values;
      }
      case FLOAT -> {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
          values[i] = flat.get(i) instanceof Number n ? n.floatValue() : Float.NaN;
        }
        return values;
      }
      case DOUBLE -> {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
          values[i] = flat.get(i) instanceof Number n ? n.doubleValue() : Double.NaN;
        }
        return values;
      }
      default -> throw new IllegalArgumentException("Text is no array.");
    }
  }

  private static Number number(@Nullable Object element) {
    return element instanceof Number number ? number : 0;
  }

  private static void flatten(Object[] array, List<@Nullable Object> flat) {
    for (Object element : array) {
      if (element instanceof Object[] inner) {
        flatten(inner, flat);
      } else {
        flat.add(element);
      }
    }
  }
}
