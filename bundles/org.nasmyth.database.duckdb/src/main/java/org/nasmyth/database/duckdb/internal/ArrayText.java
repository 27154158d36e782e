// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.sql.StorageType;

/** Arrays as {@link StorageType#ARRAY} keeps them: Base64 of the elements in big-endian order. */
final class ArrayText {

  private ArrayText() {}

  /**
   * Writes an array.
   *
   * @param array a primitive array
   * @param datatype what its elements are
   * @throws ClassCastException if the array is not of the class that the datatype wants
   */
  static String encode(Object array, Datatype datatype) {
    return Base64.getEncoder().encodeToString(bytes(array, datatype).array());
  }

  private static ByteBuffer bytes(Object array, Datatype datatype) {
    switch (datatype) {
      case BOOLEAN -> {
        boolean[] values = (boolean[]) array;
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (boolean value : values) {
          buffer.put(value ? (byte) 1 : 0);
        }
        return buffer;
      }
      case UNSIGNED_BYTE, SHORT -> {
        short[] values = (short[]) array;
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Short.BYTES);
        buffer.asShortBuffer().put(values);
        return buffer;
      }
      case INT -> {
        int[] values = (int[]) array;
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Integer.BYTES);
        buffer.asIntBuffer().put(values);
        return buffer;
      }
      case LONG -> {
        long[] values = (long[]) array;
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES);
        buffer.asLongBuffer().put(values);
        return buffer;
      }
      case FLOAT -> {
        float[] values = (float[]) array;
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
        buffer.asFloatBuffer().put(values);
        return buffer;
      }
      case DOUBLE -> {
        double[] values = (double[]) array;
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Double.BYTES);
        buffer.asDoubleBuffer().put(values);
        return buffer;
      }
      default -> throw new IllegalArgumentException("Text is no array.");
    }
  }

  /** Reads what {@link #encode} wrote: a new primitive array. */
  static Object decode(String text, Datatype datatype) {
    ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    int bytes = buffer.remaining();
    switch (datatype) {
      case BOOLEAN -> {
        boolean[] values = new boolean[bytes];
        for (int i = 0; i < bytes; i++) {
          values[i] = buffer.get(i) != 0;
        }
        return values;
      }
      case UNSIGNED_BYTE, SHORT -> {
        short[] values = new short[bytes / Short.BYTES];
        buffer.asShortBuffer().get(values);
        return values;
      }
      case INT -> {
        int[] values = new int[bytes / Integer.BYTES];
        buffer.asIntBuffer().get(values);
        return values;
      }
      case LONG -> {
        long[] values = new long[bytes / Long.BYTES];
        buffer.asLongBuffer().get(values);
        return values;
      }
      case FLOAT -> {
        float[] values = new float[bytes / Float.BYTES];
        buffer.asFloatBuffer().get(values);
        return values;
      }
      case DOUBLE -> {
        double[] values = new double[bytes / Double.BYTES];
        buffer.asDoubleBuffer().get(values);
        return values;
      }
      default -> throw new IllegalArgumentException("Text is no array.");
    }
  }
}
