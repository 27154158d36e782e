// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.Header;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.Table;
import org.nasmyth.wcs.LookupImage;
import org.nasmyth.wcs.TableArray;
import org.nasmyth.wcs.Tables;

/**
 * What world coordinates look up in other HDUs of their file.
 *
 * @param file that holds them
 */
public record FileTables(FitsFile file) implements Tables {

  /** Tables are some thousand numbers; more would not be one. */
  private static final long MOST_PIXELS = 1 << 22;

  private static final int MOST_HDUS = 10_000;

  @Override
  public Optional<TableArray> array(String extension, int version, int level, String column) {
    try {
      Optional<Hdu> hdu = find(extension, version, level, HduKind.BINARY_TABLE);
      if (hdu.isEmpty()) {
        return Optional.empty();
      }
      Table table = Table.of(file, hdu.get());
      Optional<Column> found = table.column(column);
      if (found.isEmpty() || table.rows() < 1) {
        return Optional.empty();
      }
      if (table.array(0, found.get()).count() > MOST_PIXELS) {
        throw new FitsException(
            "A table of coordinates is too large to be one.", table.hdu().place());
      }
      double[] values = table.numbers(0, found.get());
      return Optional.of(new TableArray(shape(hdu.get(), found.get(), values.length), values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] shape(Hdu hdu, Column column, int length) throws FitsException {
    String text = hdu.header().text("TDIM" + column.number()).orElse("");
    if (text.isBlank()) {
      return new int[] {length};
    }
    try {
      return Arrays.stream(text.replaceAll("[()\\s]", "").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (NumberFormatException e) {
      throw new FitsException(
          "TDIM%d is not a list of lengths.".formatted(column.number()),
          hdu.header().place("TDIM" + column.number()),
          e);
    }
  }

  @Override
  public Optional<LookupImage> image(String extension, int version) {
    try {
      Optional<Hdu> hdu = find(extension, version, 1, HduKind.IMAGE);
      return hdu.isEmpty()
          ? Optional.empty()
          : Optional.of(new LookupImage(hdu.get()::imageValue, pixels(hdu.get())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Hdu> find(String extension, int version, int level, HduKind kind)
      throws IOException {
    for (int number = 0; number < MOST_HDUS; number++) {
      Hdu hdu;
      try {
        hdu = file.hdu(number);
      } catch (NoSuchElementException e) {
        return Optional.empty();
      }
      Header header = hdu.header();
      if (hdu.kind() == kind
          && hdu.name().equalsIgnoreCase(extension)
          && header.whole("EXTVER", 1) == version
          && header.whole("EXTLEVEL", 1) == level) {
        return Optional.of(hdu);
      }
    }
    return Optional.empty();
  }

  private double[] pixels(Hdu hdu) throws IOException {
    List<Long> axes = hdu.axes();
    long count = axes.isEmpty() ? 0 : 1;
    for (long axis : axes) {
      if (axis > MOST_PIXELS || count * axis > MOST_PIXELS) {
        throw new FitsException("A table of distortions is too large to be one.", hdu.place());
      }
      count *= axis;
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) count * (Math.abs(hdu.bitpix()) / 8));
    file.source().readFully(hdu.dataPosition(), bytes);
    bytes.flip();
    double scale = hdu.header().real("BSCALE").orElse(1.0);
    double zero = hdu.header().real("BZERO").orElse(0.0);
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = zero + scale * next(bytes, hdu.bitpix());
    }
    return values;
  }

  private static double next(ByteBuffer bytes, int bitpix) {
    return switch (bitpix) {
      case 8 -> bytes.get() & 0xFF;
      case 16 -> bytes.getShort();
      case 32 -> bytes.getInt();
      case 64 -> bytes.getLong();
      case -32 -> bytes.getFloat();
      default -> bytes.getDouble();
    };
  }
}
