// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nasmyth.fits.cut.Cut;

/** Makes the bytes of FITS files, and looks at them without any of the code under test. */
public final class FitsBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds an HDU. */
  public FitsBytes hdu(List<String> cards, byte[] data) {
    List<String> all = new ArrayList<>(cards);
    all.add("END");
    for (String card : all) {
      out.writeBytes("%-80s".formatted(card).getBytes(StandardCharsets.ISO_8859_1));
    }
    pad(' ');
    out.writeBytes(data);
    pad(0);
    return this;
  }

  private void pad(int filler) {
    while (out.size() % 2880 != 0) {
      out.write(filler);
    }
  }

  /** Adds a primary HDU without data. */
  public FitsBytes primary() {
    return hdu(imageCards(true, 8, new long[0]), new byte[0]);
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  /** The cards that an image has to have. */
  public static List<String> imageCards(boolean primary, int bitpix, long[] axes) {
    List<String> cards = new ArrayList<>();
    cards.add(primary ? value("SIMPLE", "T") : "XTENSION= 'IMAGE   '           / an image");
    cards.add(value("BITPIX", bitpix));
    cards.add(value("NAXIS", axes.length));
    for (int i = 0; i < axes.length; i++) {
      cards.add(value("NAXIS" + (i + 1), axes[i]) + " / length of axis " + (i + 1));
    }
    if (!primary) {
      cards.add(value("PCOUNT", 0));
      cards.add(value("GCOUNT", 1));
    }
    return cards;
  }

  /** The cards that a binary table has to have. */
  public static List<String> tableCards(long rowLength, long rows, long heap, String... forms) {
    List<String> cards = new ArrayList<>();
    cards.add("XTENSION= 'BINTABLE'");
    cards.add(value("BITPIX", 8));
    cards.add(value("NAXIS", 2));
    cards.add(value("NAXIS1", rowLength));
    cards.add(value("NAXIS2", rows));
    cards.add(value("PCOUNT", heap));
    cards.add(value("GCOUNT", 1));
    cards.add(value("TFIELDS", forms.length));
    for (int i = 0; i < forms.length; i++) {
      cards.add("TFORM%-3d= '%-8s'           / form of a column".formatted(i + 1, forms[i]));
      cards.add("TTYPE%-3d= 'c%d'".formatted(i + 1, i + 1));
    }
    return cards;
  }

  public static String value(String keyword, Object value) {
    return "%-8s= %20s".formatted(keyword, value);
  }

  /** Writes a cut, and checks that its length is as announced. */
  public static byte[] written(Cut cut) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    cut.writeTo(Channels.newChannel(out), () -> false);
    if (out.size() != cut.length()) {
      throw new AssertionError("%d bytes instead of %d".formatted(out.size(), cut.length()));
    }
    return out.toByteArray();
  }

  /** The cards of a header without END. */
  public static List<String> cards(byte[] file, long position) {
    List<String> cards = new ArrayList<>();
    for (int at = (int) position; ; at += 80) {
      String card = new String(file, at, 80, StandardCharsets.ISO_8859_1);
      if (card.startsWith("END     ")) {
        return cards;
      }
      cards.add(card);
    }
  }

  /** The ones' complement sum of bytes, a word at a time. */
  public static long sum(byte[] file, long from, long to) {
    ByteBuffer words = ByteBuffer.wrap(file);
    long sum = 0;
    for (int at = (int) from; at < to; at += 4) {
      sum += words.getInt(at) & 0xFFFFFFFFL;
      sum = (sum & 0xFFFFFFFFL) + (sum >>> 32);
    }
    return sum;
  }

  public static byte[] part(byte[] file, long from, long length) {
    return Arrays.copyOfRange(file, (int) from, (int) (from + length));
  }
}
