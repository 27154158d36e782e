// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A buffer that grows, of numbers as Parquet writes them. Used by one thread. */
final class LittleEndian {

  private static final int INITIAL = 1024;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[INITIAL];
  private int size;

  /** How many bytes there are. */
  int size() {
    return size;
  }

  /** The bytes, of which the first {@link #size} count; valid until the next is added. */
  byte[] array() {
    return bytes;
  }

  /** Forgets all bytes. */
  void clear() {
    size = 0;
  }

  void put(byte value) {
    room(Byte.BYTES);
    bytes[size++] = value;
  }

  void put(int value) {
    room(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void put(long value) {
    room(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  void put(float value) {
    put(Float.floatToRawIntBits(value));
  }

  void put(double value) {
    put(Double.doubleToRawLongBits(value));
  }

  /** Puts a text as UTF-8, behind its length. */
  void put(String text) {
    int length = text.length();
    room(Integer.BYTES + length);
    int start = size + Integer.BYTES;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        byte[] encoded = text.getBytes(UTF_8);
        put(encoded.length);
        put(encoded, encoded.length);
        return;
      }
      bytes[start + i] = (byte) c;
    }
    put(length);
    size += length;
  }

  void put(byte[] source, int length) {
    room(length);
    System.arraycopy(source, 0, bytes, size, length);
    size += length;
  }

  void put(LittleEndian other) {
    put(other.bytes, other.size);
  }

  /** Puts a whole number that is not negative, seven bits a byte, the lowest first. */
  void putVariable(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    put((byte) rest);
  }

  private void room(int needed) {
    if (bytes.length - size < needed) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + needed));
    }
  }
}
