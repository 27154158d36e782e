// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.Header;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.tile.TileMemory;
import org.nasmyth.fits.tile.TileRows;
import org.nasmyth.fits.tile.TiledImage;
import org.nasmyth.products.fits.SpectrumOutline.Quantity;
import org.nasmyth.wcs.SpectralAxis;
import org.nasmyth.wcs.Wcs;
import org.nasmyth.wcs.WcsException;

/**
 * A spectrum in an image, compressed or not, all of whose axes but one have the length 1. Its
 * wavelengths are those of the world coordinates.
 */
final class ImageSpectrum implements SpectrumData {

  private static final int STEP = 1 << 16;

  /** A compressed tile is decoded as a whole. */
  private static final long LARGEST_TILE = 1 << 20;

  private final FitsFile file;
  private final Hdu hdu;
  private final List<Long> axes;

  /** From 0. */
  private final int axis;

  private final TileMemory memory;
  private final @Nullable Coordinates coordinates;

  /** World coordinates along the axis, in the unit that is shown. */
  private record Coordinates(Wcs wcs, SpectralAxis spectral, int axis, SpectralScale scale) {

    double at(long element) {
      return value(wcs, spectral, axis, element) / scale.si();
    }

    static double value(Wcs wcs, SpectralAxis spectral, int axis, long element) {
      double[] point = new double[wcs.size()];
      Arrays.fill(point, 1.0);
      point[axis] = element + 1.0;
      wcs.pixelToWorld(point, point, 1);
      return spectral.value(point[spectral.axis().number() - 1]);
    }
  }

  private ImageSpectrum(FitsFile file, Hdu hdu, List<Long> axes, int axis, TileMemory memory) {
    this.file = file;
    this.hdu = hdu;
    this.axes = axes;
    this.axis = axis;
    this.memory = memory;
    this.coordinates = coordinates(file, hdu, axis, axes.get(axis)).orElse(null);
  }

  /**
   * Understands an image.
   *
   * @param memory for tiles of compressed images
   * @return empty if there is nothing in it
   * @throws UndrawableException if it has several axes
   * @throws IOException if its header is malformed
   */
  static Optional<SpectrumData> of(FitsFile file, Hdu hdu, TileMemory memory)
      throws UndrawableException, IOException {
    List<Long> axes = hdu.axes();
    List<Integer> solid = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) != 1) {
        solid.add(i);
      }
    }
    if (solid.isEmpty() || axes.contains(0L)) {
      return Optional.empty();
    }
    if (solid.size() > 1) {
      throw new UndrawableException(
          "HDU %d is an array of %s elements, and only spectra along a single axis are drawn."
              .formatted(
                  hdu.number(),
                  axes.stream().map(String::valueOf).collect(Collectors.joining(" × "))));
    }
    return Optional.of(new ImageSpectrum(file, hdu, axes, solid.get(0), memory));
  }

  private static Optional<Coordinates> coordinates(
      FitsFile file, Hdu hdu, int axis, long elements) {
    try {
      Wcs wcs = Wcs.read(hdu::imageValue, ' ', new FileTables(file));
      Optional<SpectralAxis> found =
          wcs.spectral().filter(spectral -> spectral.pixelAxis() == axis + 1);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      SpectralAxis spectral = found.get();
      double first = Coordinates.value(wcs, spectral, axis, 0);
      double last = Coordinates.value(wcs, spectral, axis, elements - 1);
      String unit = hdu.imageValue("CUNIT" + spectral.axis().number());
      SpectralScale scale =
          SpectralScale.of(spectral.quantity(), unit == null ? "" : unit, Math.max(first, last));
      return Optional.of(new Coordinates(wcs, spectral, axis, scale));
    } catch (WcsException | UncheckedIOException e) {
      // What is wrong with the coordinates does not keep the fluxes from being shown.
      return Optional.empty();
    }
  }

  @Override
  public long elements() {
    return axes.get(axis);
  }

  @Override
  public boolean calibrated() {
    return coordinates != null;
  }

  @Override
  public Quantity wave() {
    return coordinates == null ? new Quantity("Element", "") : coordinates.scale().quantity();
  }

  @Override
  public Quantity flux() {
    return new Quantity("Flux", hdu.header().text("BUNIT").orElse("").strip());
  }

  @Override
  public void read(Trace trace) throws IOException {
    for (int i = 0; i < trace.stretches(); i++) {
      for (long element : new long[] {trace.first(i), trace.first(i + 1) - 1}) {
        trace.wave(element, coordinates == null ? element + 1.0 : coordinates.at(element));
      }
    }
    Fluxes fluxes = Fluxes.of(hdu, trace);
    if (hdu.kind() == HduKind.COMPRESSED_IMAGE) {
      readTiles(fluxes);
    } else {
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(STEP, elements()) * fluxes.width());
      for (long first = 0; first < elements(); first += STEP) {
        buffer.clear().limit((int) Math.min(STEP, elements() - first) * fluxes.width());
        file.source().readFully(hdu.dataPosition() + first * fluxes.width(), buffer);
        fluxes.add(first, buffer.flip());
      }
    }
  }

  private void readTiles(Fluxes fluxes) throws IOException {
    TiledImage image = TiledImage.of(file, hdu);
    Header header = hdu.header();
    long tile = 1;
    for (int i = 0; i < axes.size(); i++) {
      long length = header.whole("ZTILE" + (i + 1), i == 0 ? axes.get(0) : 1);
      tile *= Math.min(length, axes.get(i));
    }
    if (tile > LARGEST_TILE) {
      throw new FitsException(
          "The spectrum is compressed in tiles of %d elements, which is too many to draw it."
              .formatted(tile),
          header.place("ZTILE1"));
    }
    // Whole tiles at a time, so that each is decoded once.
    long step = Math.max(1, STEP / tile) * tile;
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(step, elements()) * fluxes.width());
    for (long first = 0; first < elements(); first += step) {
      List<PixelRange> ranges = new ArrayList<>();
      for (int i = 0; i < axes.size(); i++) {
        long last = i == axis ? Math.min(first + step, elements()) : 1;
        ranges.add(new PixelRange(i == axis ? first + 1 : 1, last));
      }
      buffer.clear();
      try (TileRows rows = new TileRows(image, new Box(ranges), memory)) {
        while (rows.hasNext()) {
          rows.next(buffer, Long.MAX_VALUE);
        }
      }
      fluxes.add(first, buffer.flip());
    }
  }

  /** What stored pixels mean, section 4.4.2.5. */
  private record Fluxes(Trace trace, int bitpix, double scale, double zero, OptionalLong blank) {

    static Fluxes of(Hdu hdu, Trace trace) throws FitsException {
      Header header = hdu.header();
      boolean whole = hdu.bitpix() > 0;
      String blank =
          hdu.kind() == HduKind.COMPRESSED_IMAGE && !header.has("BLANK") ? "ZBLANK" : "BLANK";
      return new Fluxes(
          trace,
          hdu.bitpix(),
          header.real("BSCALE").orElse(1),
          header.real("BZERO").orElse(0),
          whole ? header.whole(blank) : OptionalLong.empty());
    }

    int width() {
      return Math.abs(bitpix) / 8;
    }

    void add(long first, ByteBuffer pixels) {
      for (long element = first; pixels.remaining() >= width(); element++) {
        trace.flux(element, next(pixels) * scale + zero);
      }
    }

    private double next(ByteBuffer pixels) {
      if (bitpix < 0) {
        return bitpix == -32 ? pixels.getFloat() : pixels.getDouble();
      }
      long stored =
          switch (bitpix) {
            case 8 -> pixels.get() & 0xff;
            case 16 -> pixels.getShort();
            case 32 -> pixels.getInt();
            default -> pixels.getLong();
          };
      return blank.isPresent() && blank.getAsLong() == stored ? Double.NaN : stored;
    }
  }
}
