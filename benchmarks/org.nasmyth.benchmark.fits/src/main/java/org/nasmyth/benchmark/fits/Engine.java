// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Rights;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.cutout.fits.FitsCutouts;
import org.nasmyth.fits.Box;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.sphere.Circle;
import org.nasmyth.wcs.SpectralValues;

/** Cuts out of local files as a face of the server would ask for it. */
final class Engine {

  private static final Product PRODUCT =
      new Product(
          "benchmark",
          Product.Kind.PRODUCT,
          null,
          null,
          new DataFile("benchmark.fits", null, null, null, OptionalLong.empty(), null),
          Coverage.UNKNOWN,
          Rights.UNKNOWN,
          null,
          null,
          List.of());

  private final FitsCutouts engine = new FitsCutouts(false);
  private final Instant modified;

  private Engine(Instant modified) {
    this.modified = modified;
  }

  /** One to which every file is new. */
  static Engine forgetful() {
    return new Engine(Instant.EPOCH);
  }

  /** One that knows the files again that it cut before. */
  static Engine remembering() {
    return new Engine(Instant.EPOCH.plusSeconds(1));
  }

  /**
   * The circle, or the band, that wants just a box: a square on the sky, or some planes.
   *
   * @param axes lengths of the image
   */
  static CutoutRequest request(Box box, long... axes) {
    boolean bySky = box.axis(0).length() < axes[0];
    return new CutoutRequest(
        bySky ? circle(box, axes) : null,
        null,
        bySky ? null : band(box.axis(2)),
        null,
        List.of(),
        List.of(),
        false,
        List.of());
  }

  private static Circle circle(Box box, long... axes) {
    // Near the point of reference of a small field, the plane's coordinates are those of the sky.
    double x = (box.axis(0).first() + box.axis(0).last()) / 2.0 - axes[0] / 2.0;
    double y = (box.axis(1).first() + box.axis(1).last()) / 2.0 - axes[1] / 2.0;
    double east = Math.toRadians(-x * LargeFiles.PIXEL);
    double north = Math.toRadians(y * LargeFiles.PIXEL);
    double dec = Math.toRadians(LargeFiles.DECLINATION);
    double away = Math.cos(dec) - north * Math.sin(dec);
    double ra = LargeFiles.RIGHT_ASCENSION + Math.toDegrees(Math.atan2(east, away));
    double latitude =
        Math.toDegrees(Math.atan2(Math.sin(dec) + north * Math.cos(dec), Math.hypot(east, away)));
    double radius = (box.axis(0).length() / 2.0 - 0.25) * LargeFiles.PIXEL;
    return new Circle(ra, latitude, radius);
  }

  private static Interval band(PixelRange planes) {
    SpectralValues air = SpectralValues.of("Angstrom", true).orElseThrow();
    return new Interval(
        air.wavelength(wavelength(planes.first())), air.wavelength(wavelength(planes.last())));
  }

  private static double wavelength(long plane) {
    return LargeFiles.FIRST_WAVELENGTH + (plane - 1) * LargeFiles.WAVELENGTH_STEP;
  }

  /**
   * Opens, cuts and writes.
   *
   * @return how many bytes were written
   */
  long cut(Path path, CutoutRequest request, WritableByteChannel out)
      throws IOException, CutoutException {
    try (Local file = new Local(path, modified, false)) {
      return write(file, request, out);
    }
  }

  /** How many bytes are read for a piece; every one of them passes by here. */
  long bytesRead(Path path, CutoutRequest request, WritableByteChannel out)
      throws IOException, CutoutException {
    try (Local file = new Local(path, modified, true)) {
      write(file, request, out);
      return file.bytes.get();
    }
  }

  private long write(OpenFile file, CutoutRequest request, WritableByteChannel out)
      throws IOException, CutoutException {
    Cutout cutout = engine.prepare(PRODUCT, file, request, new Cancellation()).orElseThrow();
    cutout.writeTo(out);
    return cutout.length();
  }

  private static final class Local implements OpenFile {

    private final FileChannel channel;
    private final FileState state;
    private final boolean counted;
    private final AtomicLong bytes = new AtomicLong();

    Local(Path path, Instant modified, boolean counted) throws IOException {
      this.channel = FileChannel.open(path, StandardOpenOption.READ);
      this.state = new FileState(path.toString(), channel.size(), modified, "1");
      this.counted = counted;
    }

    @Override
    public FileState state() {
      return state;
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
      int count = channel.read(into, position);
      bytes.addAndGet(Math.max(0, count));
      return count;
    }

    @Override
    public Optional<FileChannel> channel() {
      return Optional.of(counted ? new CountedChannel(channel, bytes) : channel);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
