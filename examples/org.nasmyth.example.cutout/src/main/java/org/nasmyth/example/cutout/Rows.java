// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.example.cutout;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutEngine;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;
import org.osgi.service.component.annotations.Component;

/**
 * Cuts whole rows out of the simplest images there are: one primary HDU, two axes, tangential
 * projection. It outranks the engine that cuts everything, for these products alone.
 */
@Component(property = "service.ranking:Integer=10")
public final class Rows implements CutoutEngine {

  private static final String MARK = "rows by an example";
  private static final int BLOCK = 2880;
  private static final int CARD = 80;

  @Override
  public Set<CutoutAxis> axes(Product product) {
    boolean simple =
        "image".equals(product.type())
            && "SCIENCE.IMAGE".equals(product.file().category())
            && product.file().reference().endsWith(".fits");
    return simple ? Set.of(CutoutAxis.SKY) : Set.of();
  }

  @Override
  public Optional<Cutout> prepare(
      Product product, OpenFile file, CutoutRequest request, Cancellation cancellation)
      throws CutoutException, IOException {
    Region region = request.region();
    if (region == null) {
      throw new CutoutException(
          CutoutException.Kind.USAGE, "Name a circle or a polygon on the sky.", null);
    }
    List<String> cards = header(file);
    long width = (long) number(cards, "NAXIS1");
    long height = (long) number(cards, "NAXIS2");
    Tangent sky = Tangent.of(cards);
    long first = 0;
    long last = 0;
    for (long y = 1; y <= height && !cancellation.isCancelled(); y++) {
      for (long x = 1; x <= width; x++) {
        if (region.contains(sky.at(x, y))) {
          first = first == 0 ? y : first;
          last = y;
          break;
        }
      }
    }
    if (first == 0) {
      return Optional.empty();
    }
    long rowLength = width * Math.abs((long) number(cards, "BITPIX")) / 8;
    long start = cards.size() * (long) CARD / BLOCK * BLOCK + BLOCK + (first - 1) * rowLength;
    put(cards, "NAXIS2", Long.toString(last - first + 1));
    put(cards, "CRPIX2", Double.toString(number(cards, "CRPIX2") - (first - 1)));
    cards.removeIf(card -> card.startsWith("CHECKSUM=") || card.startsWith("DATASUM ="));
    cards.add("HISTORY " + MARK);
    return Optional.of(
        new Piece(file, cancellation, text(cards), start, (last - first + 1) * rowLength));
  }

  /** The cards in order, without END. */
  private static List<String> header(OpenFile file) throws CutoutException, IOException {
    List<String> cards = new ArrayList<>();
    ByteBuffer card = ByteBuffer.allocate(CARD);
    for (long at = 0; at < file.state().size(); at += CARD) {
      read(file, at, card.clear());
      String text = new String(card.array(), StandardCharsets.ISO_8859_1);
      if (text.startsWith("END     ")) {
        boolean simple = number(cards, "NAXIS") == 2;
        if (simple && cards.stream().anyMatch(one -> one.startsWith("CTYPE1  = 'RA---TAN'"))) {
          return cards;
        }
        break;
      }
      cards.add(text);
    }
    throw new CutoutException(
        CutoutException.Kind.BAD_FILE,
        "This is no image of two axes in tangential projection; ask for the whole file.",
        null);
  }

  private static double number(List<String> cards, String keyword) throws CutoutException {
    String start = "%-8s= ".formatted(keyword);
    String card = cards.stream().filter(one -> one.startsWith(start)).findFirst().orElse(start);
    try {
      return Double.parseDouble(card.substring(start.length()).split("/")[0].strip());
    } catch (NumberFormatException e) {
      throw new CutoutException(
          CutoutException.Kind.BAD_FILE, keyword + " is missing, or no number.", e);
    }
  }

  private static void put(List<String> cards, String keyword, String value) {
    String start = "%-8s= ".formatted(keyword);
    cards.replaceAll(card -> card.startsWith(start) ? start + "%20s".formatted(value) : card);
  }

  private static String text(List<String> cards) {
    StringBuilder text = new StringBuilder();
    cards.forEach(card -> text.append("%-80s".formatted(card)));
    return text.append("%-80s".formatted("END")).toString();
  }

  private static void read(OpenFile file, long position, ByteBuffer into) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int count = file.read(at, into);
      if (count < 0) {
        throw new EOFException("The file ends at byte " + at + ".");
      }
      at += count;
    }
  }

  /** The plane that touches the sky, as FITS describes it (Paper II, section 5.1.3). */
  private record Tangent(
      double ra, double dec, double x0, double y0, double a, double b, double c, double d) {

    static Tangent of(List<String> cards) throws CutoutException {
      return new Tangent(
          Math.toRadians(number(cards, "CRVAL1")),
          Math.toRadians(number(cards, "CRVAL2")),
          number(cards, "CRPIX1"),
          number(cards, "CRPIX2"),
          Math.toRadians(number(cards, "CD1_1")),
          Math.toRadians(number(cards, "CD1_2")),
          Math.toRadians(number(cards, "CD2_1")),
          Math.toRadians(number(cards, "CD2_2")));
    }

    SkyPoint at(double x, double y) {
      double east = a * (x - x0) + b * (y - y0);
      double north = c * (x - x0) + d * (y - y0);
      double away = Math.cos(dec) - north * Math.sin(dec);
      double longitude = ra + Math.atan2(east, away);
      double latitude =
          Math.atan2(Math.sin(dec) + north * Math.cos(dec), Math.hypot(east, away));
      return new SkyPoint(Math.toDegrees(longitude), Math.toDegrees(latitude));
    }
  }

  private record Piece(
      OpenFile file, Cancellation cancellation, String header, long start, long rows)
      implements Cutout {

    private static long padded(long length) {
      return (length + BLOCK - 1) / BLOCK * BLOCK;
    }

    @Override
    public String contentType() {
      return "application/fits";
    }

    @Override
    public String fileName() {
      return "rows.fits";
    }

    @Override
    public long length() {
      return padded(header.length()) + padded(rows);
    }

    @Override
    public void writeTo(WritableByteChannel out) throws IOException {
      String padding = " ".repeat((int) (padded(header.length()) - header.length()));
      send(out, ByteBuffer.wrap((header + padding).getBytes(StandardCharsets.ISO_8859_1)));
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      for (long done = 0; done < rows; done += buffer.limit()) {
        if (cancellation.isCancelled()) {
          throw new IOException("Cancelled.");
        }
        buffer.clear().limit((int) Math.min(buffer.capacity(), rows - done));
        read(file, start + done, buffer);
        if (!file.currentVersion().equals(file.state().version())) {
          throw new IOException("The file was changed while it was read. Ask again.");
        }
        send(out, buffer.flip());
      }
      send(out, ByteBuffer.allocate((int) (padded(rows) - rows)));
    }

    private static void send(WritableByteChannel out, ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
  }
}
