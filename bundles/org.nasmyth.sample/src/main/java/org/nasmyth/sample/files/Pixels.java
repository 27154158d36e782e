// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.nio.ByteBuffer;
import org.nasmyth.sample.chance.Draw;

/** Makes the values of pixels: a sky with noise and some objects on it. */
final class Pixels {

  private static final double SHARPNESS = 0.35;

  private Pixels() {}

  /**
   * A field of sky.
   *
   * @param level of the background
   * @param noise its standard deviation
   * @param objects how many objects there are
   * @return {@code height} rows of {@code width} values
   */
  static float[] field(Draw draw, int width, int height, double level, double noise, int objects) {
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (level + noise * rough(draw.bits()));
    }
    for (int n = 0; n < objects; n++) {
      double x = draw.between(0, width);
      double y = draw.between(0, height);
      double peak = noise * StrictMath.exp(draw.between(1, 6));
      for (int j = Math.max(0, (int) y - 6); j < Math.min(height, (int) y + 7); j++) {
        for (int i = Math.max(0, (int) x - 6); i < Math.min(width, (int) x + 7); i++) {
          double distance = (i - x) * (i - x) + (j - y) * (j - y);
          values[j * width + i] += (float) (peak * StrictMath.exp(-SHARPNESS * distance));
        }
      }
    }
    return values;
  }

  /** Nearly a normal deviate, from 64 random bits at the price of some shifts. */
  static double rough(long bits) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += (bits >>> (16 * i)) & 0xffff;
    }
    return (sum / 65536 - 2) * 1.7320508;
  }

  /** Values as 32-bit floating point numbers. */
  static byte[] floats(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** Values as 16-bit whole numbers, from which a BZERO was taken away. */
  static short[] shorts(float[] values, int zero) {
    short[] whole = new short[values.length];
    for (int i = 0; i < values.length; i++) {
      int value = Math.round(values[i]) - zero;
      whole[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
    return whole;
  }

  /** 16-bit whole numbers as bytes. */
  static byte[] bytes(short[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
    bytes.asShortBuffer().put(values);
    return bytes.array();
  }

  /** Values as 32-bit whole numbers. */
  static int[] ints(float[] values) {
    int[] whole = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      whole[i] = Math.round(values[i]);
    }
    return whole;
  }
}
