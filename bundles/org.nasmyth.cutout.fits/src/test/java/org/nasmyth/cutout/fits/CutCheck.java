// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.Card;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.cut.Checksums;
import org.nasmyth.fits.cut.CutPlan;
import org.nasmyth.fits.cut.HeaderEdit;
import org.nasmyth.wcs.AxisKind;
import org.nasmyth.wcs.Wcs;

/** Compares a piece with the file that it was cut out of. */
final class CutCheck {

  private static final Pattern CUT =
      Pattern.compile("HISTORY Cut: pixels \\[([\\d:,]+)\\] of \\[[\\d:,]+\\]\\s*");

  /** Cards that a cut may change, or add. */
  private static final Pattern CHANGING =
      Pattern.compile(
          "NAXIS\\d*|CRPIX\\d+[A-Z]?|LTV\\d|CHECKSUM|DATASUM|WAVELMIN|WAVELMAX|SPEC_VAL|SPEC_BW"
              + "|TDM(?:IN|AX)\\d+|TFORM\\d+|TDIM\\d+|NELEM|PCOUNT|THEAP|HISTORY|");

  private static final Pattern OF_COMPRESSION =
      Pattern.compile("XTENSION|BITPIX|GCOUNT|TFIELDS|T(?:TYPE|UNIT|SCAL|ZERO|NULL)\\d+|Z\\w+");

  private final Parsed source;
  private final Parsed piece;

  CutCheck(Parsed source, byte[] piece) throws IOException {
    this.source = source;
    this.piece = Parsed.of(piece);
  }

  /**
   * The boxes that the piece holds.
   *
   * @param hdu of the source
   * @param box the range of each axis
   */
  record Held(int hdu, Box box) {}

  /** Checks every HDU; tells what of each image is there. */
  List<Held> check() throws IOException {
    List<Held> held = new ArrayList<>();
    int next = 0;
    for (Hdu hdu : piece.hdus()) {
      Hdu origin = source.hdu(next);
      while (!comesFrom(hdu, origin)) {
        next++;
        assertThat(next).as("origin of HDU %d", hdu.number()).isLessThan(source.hdus().size());
        origin = source.hdu(next);
      }
      next++;
      checkSums(hdu);
      boolean image = origin.kind() == HduKind.IMAGE || origin.kind() == HduKind.COMPRESSED_IMAGE;
      if (image && !hdu.axes().isEmpty()) {
        held.add(new Held(origin.number(), checkImage(hdu, origin)));
      }
    }
    return held;
  }

  private static boolean comesFrom(Hdu hdu, Hdu origin) throws IOException {
    if ((hdu.number() == 0) != (origin.number() == 0)) {
      return false;
    }
    boolean unpacked =
        origin.kind() == HduKind.COMPRESSED_IMAGE && hdu.kind() != HduKind.COMPRESSED_IMAGE;
    boolean emptied = hdu.axes().isEmpty() && !origin.axes().isEmpty();
    boolean lookup = LookupShifts.isLookup(origin);
    List<String> before = steady(origin, unpacked, emptied, lookup);
    List<String> after = steady(hdu, unpacked, emptied, lookup);
    return before.equals(after);
  }

  private static List<String> steady(Hdu hdu, boolean unpacked, boolean emptied, boolean lookup) {
    List<String> steady = new ArrayList<>();
    for (Card card : hdu.header().cards()) {
      String keyword = card.keyword();
      boolean changes =
          CHANGING.matcher(keyword).matches()
              || (unpacked
                  && (OF_COMPRESSION.matcher(keyword).matches()
                      || card.text().startsWith("EXTNAME = 'COMPRESSED_IMAGE'")))
              || (emptied && keyword.matches("BSCALE|BZERO|BLANK|BUNIT|DATAMIN|DATAMAX"))
              || (lookup && keyword.startsWith("CRVAL"));
      if (!changes) {
        steady.add(card.text());
      }
    }
    return steady;
  }

  private void checkSums(Hdu hdu) throws IOException {
    Optional<Card> sum = hdu.header().card("CHECKSUM");
    if (sum.isEmpty() || sum.get().text().contains("'0000000000000000'")) {
      return;
    }
    ByteBuffer words = ByteBuffer.wrap(piece.whole(hdu));
    long all = 0;
    while (words.hasRemaining()) {
      all += words.getInt() & 0xFFFFFFFFL;
      all = (all & 0xFFFFFFFFL) + (all >>> 32);
    }
    assertThat(all).as("CHECKSUM of %s", hdu).isEqualTo(0xFFFFFFFFL);
  }

  private Box checkImage(Hdu hdu, Hdu origin) throws IOException {
    Box box = box(hdu, origin);
    List<Long> lengths = box.axes().stream().map(PixelRange::length).toList();
    assertThat(hdu.axes()).as("axes of %s", hdu).isEqualTo(lengths);
    byte[] expected = expected(origin, box);
    byte[] found = hdu.kind() == HduKind.COMPRESSED_IMAGE ? expected : piece.data(hdu);
    assertThat(Arrays.mismatch(found, expected)).as("pixels of %s", hdu).isNegative();
    Optional<Wcs> before = source.wcsIfAny(origin);
    Optional<Wcs> after = piece.wcsIfAny(hdu);
    assertThat(after.isPresent()).isEqualTo(before.isPresent());
    if (before.isPresent()) {
      checkCoordinates(before.get(), after.orElseThrow(), box, hdu);
    }
    return box;
  }

  private static Box box(Hdu hdu, Hdu origin) throws IOException {
    for (Card card : hdu.header().cards()) {
      Matcher told = CUT.matcher(card.text());
      if (told.matches()) {
        return Box.of(
            Arrays.stream(told.group(1).split("[:,]")).mapToLong(Long::parseLong).toArray());
      }
    }
    return new Box(origin.axes().stream().map(length -> new PixelRange(1, length)).toList());
  }

  /**
   * The pixels of the box, one by one from the source; compressed ones as the kernel tells them.
   */
  private byte[] expected(Hdu origin, Box box) throws IOException {
    if (origin.kind() == HduKind.COMPRESSED_IMAGE) {
      FitsFile file = source.file();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new CutPlan(file, Checksums.NEVER)
          .emptied(file.hdu(0), HeaderEdit.NONE)
          .image(origin, box, HeaderEdit.NONE)
          .build()
          .writeTo(Channels.newChannel(out), () -> false);
      Parsed whole = Parsed.of(out.toByteArray());
      return whole.data(whole.hdu(1));
    }
    int size = Math.abs(origin.bitpix()) / 8;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long[] place = box.axes().stream().mapToLong(PixelRange::first).toArray();
    byte[] all = source.data(origin);
    boolean more = true;
    while (more) {
      long at = 0;
      for (int i = place.length - 1; i >= 0; i--) {
        at = at * origin.axes().get(i) + place[i] - 1;
      }
      out.write(all, (int) at * size, size);
      more = false;
      for (int i = 0; i < place.length && !more; i++) {
        more = ++place[i] <= box.axis(i).last();
        place[i] = more ? place[i] : box.axis(i).first();
      }
    }
    return out.toByteArray();
  }

  /** The same pixel lies at the same place, to a billionth of a pixel or what doubles can tell. */
  private static void checkCoordinates(Wcs before, Wcs after, Box box, Hdu hdu) {
    int size = before.size();
    assertThat(after.size()).isEqualTo(size);
    int points = 9;
    double[] here = new double[points * size];
    double[] there = new double[points * size];
    double[] beside = new double[points * size];
    for (int k = 0; k < points; k++) {
      for (int i = 0; i < size; i++) {
        PixelRange range = i < box.axes().size() ? box.axis(i) : new PixelRange(1, 1);
        double part = k == points - 1 ? 0.5 : (k >> Math.min(i, 2)) & 1;
        double at = 1 + Math.rint(part * (range.length() - 1));
        boolean moves = i < box.axes().size();
        here[k * size + i] = at;
        there[k * size + i] = at + (moves ? range.first() - 1 : 0);
        beside[k * size + i] = there[k * size + i] + 1;
      }
    }
    after.pixelToWorld(here, here, points);
    before.pixelToWorld(there, there, points);
    before.pixelToWorld(beside, beside, points);
    for (int k = 0; k < points * size; k++) {
      boolean described = !before.axes().get(k % size).type().isEmpty();
      if (!described || (Double.isNaN(there[k]) && Double.isNaN(here[k]))) {
        continue;
      }
      boolean longitude = before.axes().get(k % size).kind() == AxisKind.LONGITUDE;
      double difference = here[k] - there[k];
      if (longitude) {
        difference = Math.IEEEremainder(difference, 360.0);
      }
      double scale = Math.abs(beside[k] - there[k]);
      double tolerance = 1e-9 * (Double.isNaN(scale) ? 0 : scale) + 8 * Math.ulp(there[k]);
      if (longitude) {
        // Near a pole longitudes say less.
        tolerance += 4e-14 / Math.max(1e-12, Math.cos(Math.toRadians(latitude(before, there, k))));
      }
      assertThat(Math.abs(difference))
          .as("axis %d of %s at %s", k % size + 1, hdu, there[k])
          .isLessThanOrEqualTo(tolerance);
    }
  }

  private static double latitude(Wcs wcs, double[] world, int at) {
    int size = wcs.size();
    for (int i = 0; i < size; i++) {
      if (wcs.axes().get(i).kind() == AxisKind.LATITUDE) {
        return world[at / size * size + i];
      }
    }
    return 0;
  }
}
