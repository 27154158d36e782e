// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * RICE_1, section 10.4.1: differences of neighbours in blocks, each block with its own number of
 * low bits that are written as they are.
 *
 * <p>The first pixel stands at the front. Each block begins with a code of 3, 4 or 5 bits for
 * pixels of 1, 2 or 4 bytes: 0 for a block without any difference, the greatest for differences in
 * full width, and else one more than the number of low bits, before which the high ones stand in
 * unary.
 */
final class Rice implements Codec {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final int blockSize;
  private final int pixelBytes;
  private final int codeBits;
  private final int fullCode;

  Rice(int blockSize, int pixelBytes) {
    if (blockSize < 1 || (pixelBytes != 1 && pixelBytes != 2 && pixelBytes != 4)) {
      throw new IllegalArgumentException(
          "RICE_1 has no blocks of %d pixels of %d bytes.".formatted(blockSize, pixelBytes));
    }
    this.blockSize = blockSize;
    this.pixelBytes = pixelBytes;
    this.codeBits = pixelBytes == 1 ? 3 : pixelBytes == 2 ? 4 : 5;
    this.fullCode = pixelBytes == 1 ? 6 : pixelBytes == 2 ? 14 : 25;
  }

  @Override
  public void decode(Compressed tile, int pixels, int[] values, int wanted)
      throws MalformedTileException {
    if (tile.length() < pixelBytes) {
      throw new MalformedTileException("A tile of RICE_1 has no first pixel.");
    }
    Bits bits = new Bits(tile.bytes(), tile.start(), tile.end());
    int last = (int) bits.take(8 * pixelBytes);
    for (int i = 0; i < wanted; ) {
      int end = Math.min(wanted, i + Math.min(blockSize, pixels - i));
      int code = (int) bits.take(codeBits) - 1;
      if (code < 0) {
        while (i < end) {
          values[i++] = last;
        }
      } else if (code == fullCode) {
        last = full(bits, values, i, end, last);
        i = end;
      } else if (code < fullCode) {
        last = split(bits, values, i, end, last, code);
        i = end;
      } else {
        throw new MalformedTileException("A block of RICE_1 has the unknown code " + code + ".");
      }
    }
    extend(values, wanted);
  }

  private int full(Bits bits, int[] values, int from, int end, int before)
      throws MalformedTileException {
    int last = before;
    for (int i = from; i < end; i++) {
      last += difference((int) bits.take(8 * pixelBytes));
      values[i] = last;
    }
    return last;
  }

  /**
   * The hot loop: the window of bits is kept in local variables, and filled before each pixel,
   * which is cheaper than a branch that the processor cannot foresee.
   */
  private static int split(Bits bits, int[] values, int from, int end, int before, int low)
      throws MalformedTileException {
    int last = before;
    long window = bits.window;
    int valid = bits.valid;
    int position = bits.position;
    byte[] bytes = bits.bytes;
    int safe = bits.end - Long.BYTES;
    int width = low + 1;
    for (int i = from; i < end; i++) {
      if (position > safe) {
        bits.set(window, valid, position);
        return slowSplit(bits, values, i, end, last, low);
      }
      // Bits behind the valid ones are there already or zero, so they may be added again.
      window |= (long) LONGS.get(bytes, position) >>> valid;
      position += (63 - valid) >>> 3;
      valid |= 56;
      int zeros = Long.numberOfLeadingZeros(window);
      if (zeros + width >= valid) {
        bits.set(window, valid, position);
        last += difference((bits.unary() << low) | (int) bits.take(low));
        window = bits.window;
        valid = bits.valid;
        position = bits.position;
      } else {
        window <<= zeros;
        // The highest bit is the one that ends the zeros; it counts as one of them too many.
        int code = (int) (window >>> (Long.SIZE - width)) + ((zeros - 1) << low);
        window <<= width;
        valid -= zeros + width;
        last += difference(code);
      }
      values[i] = last;
    }
    bits.set(window, valid, position);
    return last;
  }

  private static int slowSplit(Bits bits, int[] values, int from, int end, int before, int low)
      throws MalformedTileException {
    int last = before;
    for (int i = from; i < end; i++) {
      last += difference((bits.unary() << low) | (int) bits.take(low));
      values[i] = last;
    }
    return last;
  }

  /** Even codes are differences from 0 up, odd ones from -1 down. */
  private static int difference(int code) {
    return (code >>> 1) ^ -(code & 1);
  }

  /** Sums are taken modulo the width of a pixel; a byte has no sign. */
  private void extend(int[] values, int count) {
    if (pixelBytes == 1) {
      for (int i = 0; i < count; i++) {
        values[i] &= 0xFF;
      }
    } else if (pixelBytes == 2) {
      for (int i = 0; i < count; i++) {
        values[i] = (short) values[i];
      }
    }
  }

  /** Bits from the highest of the first byte on. */
  private static final class Bits {

    private final byte[] bytes;
    private final int end;
    private int position;

    /** The next bits, the first of them the highest; only so many as are valid count. */
    private long window;

    private int valid;

    Bits(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.position = start;
      this.end = end;
    }

    void set(long newWindow, int newValid, int newPosition) {
      // Bits behind the valid ones would be added a second time.
      window = newValid == 0 ? 0 : newWindow & (-1L << (Long.SIZE - newValid));
      valid = newValid;
      position = newPosition;
    }

    private void fill() {
      while (valid <= 56 && position < end) {
        window |= (bytes[position++] & 0xFFL) << (56 - valid);
        valid += 8;
      }
    }

    long take(int count) throws MalformedTileException {
      if (count == 0) {
        return 0;
      }
      if (valid < count) {
        fill();
        if (valid < count) {
          throw new MalformedTileException("A tile of RICE_1 ends too early.");
        }
      }
      long taken = window >>> (Long.SIZE - count);
      window <<= count;
      valid -= count;
      return taken;
    }

    /** How many zeros stand before the next one, which is taken, too. */
    int unary() throws MalformedTileException {
      int zeros = 0;
      while (window == 0) {
        zeros += valid;
        valid = 0;
        fill();
        if (valid == 0) {
          throw new MalformedTileException("A tile of RICE_1 ends too early.");
        }
      }
      int here = Long.numberOfLeadingZeros(window);
      window = window << here << 1;
      valid -= here + 1;
      return zeros + here;
    }
  }
}
