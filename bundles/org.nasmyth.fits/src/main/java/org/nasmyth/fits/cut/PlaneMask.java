// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.Hdu;

/**
 * Which pixels of a box are kept, told on the plane of two of its axes; those above each other have
 * one fate. The others become blank: NaN, or the value of BLANK (section 4.4.2.5).
 *
 * @param firstAxis from 0
 * @param secondAxis from 0, another one
 * @param kept pixel x, y of the plane, from the box's first pixel, is bit {@code x + y · width},
 *     where the width is the box's along the first axis; not to be changed afterwards
 */
public record PlaneMask(int firstAxis, int secondAxis, BitSet kept) {

  /**
   * Whether an image has a value for blank pixels.
   *
   * @param hdu an image, compressed or not
   * @throws FitsException if BITPIX or BLANK is malformed
   */
  public static boolean applies(Hdu hdu) throws FitsException {
    return blank(hdu).isPresent();
  }

  /** The bytes of a blank pixel; empty where whole numbers have no value for it. */
  private static Optional<ByteBuffer> blank(Hdu hdu) throws FitsException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.abs(hdu.bitpix()) / 8);
    if (hdu.bitpix() < 0) {
      return Optional.of(
          hdu.bitpix() == -32 ? bytes.putFloat(0, Float.NaN) : bytes.putDouble(0, Double.NaN));
    }
    if (!hdu.header().has("BLANK")) {
      return Optional.empty();
    }
    long value = hdu.header().required("BLANK");
    for (int i = 0; i < bytes.capacity(); i++) {
      bytes.put(i, (byte) (value >>> (8 * (bytes.capacity() - 1 - i))));
    }
    return Optional.of(bytes);
  }

  /** The pixels of a box, with this mask on. */
  Data on(Data pixels, Hdu hdu, Box box) throws FitsException {
    ByteBuffer blank =
        blank(hdu)
            .orElseThrow(
                () ->
                    new FitsException(
                        "Whole numbers without the keyword BLANK cannot be blanked.", hdu.place()));
    return new Masked(pixels, blank, box, this);
  }

  /** Pixels that are blanked on their way. */
  private record Masked(Data pixels, ByteBuffer blank, Box box, PlaneMask mask) implements Data {

    @Override
    public long length() {
      return pixels.length();
    }

    @Override
    public void writeTo(Sink sink) throws IOException {
      pixels.writeTo(new Blanking(this, sink));
    }
  }

  /** Takes whole pixels in their order. */
  private static final class Blanking implements Sink {

    private final Sink sink;
    private final ByteBuffer blank;
    private final BitSet kept;
    private final int width;
    private final long[] lengths;
    private final int[] at;
    private final int first;
    private final int second;

    Blanking(Masked masked, Sink sink) {
      this.sink = sink;
      blank = masked.blank();
      kept = masked.mask().kept();
      first = masked.mask().firstAxis();
      second = masked.mask().secondAxis();
      lengths = masked.box().axes().stream().mapToLong(range -> range.length()).toArray();
      width = (int) lengths[first];
      at = new int[lengths.length];
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      int size = blank.capacity();
      if (bytes.remaining() % size != 0) {
        throw new IllegalStateException("Part of a pixel: " + bytes.remaining() + " bytes.");
      }
      for (int place = bytes.position(); place < bytes.limit(); place += size) {
        if (!kept.get(at[first] + at[second] * width)) {
          bytes.put(place, blank, 0, size);
        }
        advance();
      }
      sink.write(bytes);
    }

    private void advance() {
      for (int i = 0; i < at.length; i++) {
        if (++at[i] < lengths[i]) {
          return;
        }
        at[i] = 0;
      }
    }
  }
}
