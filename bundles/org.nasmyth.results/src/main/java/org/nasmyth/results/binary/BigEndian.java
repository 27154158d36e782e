// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers as VOTable's binary serialisations write them. */
final class BigEndian {

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private BigEndian() {}

  static void put(short value, byte[] target, int at) {
    SHORT.set(target, at, value);
  }

  static void put(char value, byte[] target, int at) {
    SHORT.set(target, at, (short) value);
  }

  static void put(int value, byte[] target, int at) {
    INT.set(target, at, value);
  }

  static void put(long value, byte[] target, int at) {
    LONG.set(target, at, value);
  }

  static void put(float value, byte[] target, int at) {
    INT.set(target, at, Float.floatToRawIntBits(value));
  }

  static void put(double value, byte[] target, int at) {
    LONG.set(target, at, Double.doubleToRawLongBits(value));
  }

  private static VarHandle view(Class<?> arrayType) {
    return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.BIG_ENDIAN);
  }
}
