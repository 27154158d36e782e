// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.products.Interval;
import org.nasmyth.fits.Hdu;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.wcs.SkyPlane;
import org.nasmyth.wcs.SpectralAxis;
import org.nasmyth.wcs.Wcs;

/**
 * Random pieces of files of all kinds: the pixels are the source's, at the same places of the sky
 * and the same wavelengths; all other cards are byte for byte as they were; no pixel is missing
 * whose middle was asked for. The property {@code nasmyth.cuts} says how many, {@code
 * nasmyth.cuts.seed} which ones, {@code nasmyth.cuts.files} names a folder with more files.
 */
class RandomCutsTest {

  private static final int SAMPLED = 60;

  private final Random random;
  private final int count = Integer.getInteger("nasmyth.cuts", 300);
  private int cut;
  private int empty;
  private int refused;

  RandomCutsTest() {
    long seed = Long.getLong("nasmyth.cuts.seed", System.nanoTime());
    random = new Random(seed);
    System.out.println("Random cuts: seed " + seed);
  }

  @Test
  void every_pixel_is_where_it_was() throws Exception {
    List<ProofFiles.Named> files = ProofFiles.all();
    for (int i = 0; i < count; i++) {
      ProofFiles.Named file = files.get(i % files.size());
      List<Grid> grids = new ArrayList<>();
      for (Hdu hdu : file.source().hdus()) {
        if (Grid.isImage(hdu) && !LookupShifts.isLookup(hdu)) {
          grids.add(Grid.of(file.source().file(), hdu));
        }
      }
      if (!grids.isEmpty()) {
        Grid grid = grids.get(random.nextInt(grids.size()));
        Wanted wanted = wanted(grid);
        try {
          check(file, grid, wanted);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("%s, %s, %s".formatted(file.name(), grid, wanted.request()), e);
        }
      }
    }
    System.out.printf(
        "%d pieces of %d files, %d empty, %d refused.%n", cut, files.size(), empty, refused);
    assertThat(cut).isGreaterThan(count / 3);
  }

  /**
   * A request, and what it means in terms that the engine does not use.
   *
   * @param region null for everywhere
   * @param band null for all
   */
  private record Wanted(CutoutRequest request, @Nullable Region region, @Nullable Interval band) {}

  private Wanted wanted(Grid grid) {
    boolean sky = Wishes.tells(grid, CutoutAxis.SKY);
    boolean band = grid.spectral().map(RandomCutsTest::hasWavelengths).orElse(false);
    Region region = sky && (!band || random.nextBoolean()) ? region(grid) : null;
    Interval interval =
        band && (region == null || random.nextBoolean())
            ? interval(grid.spectral().orElseThrow())
            : null;
    if ((region == null && interval == null) || random.nextInt(10) == 0) {
      return new Wanted(Pieces.pixels(grid.hdu().number(), bounds(grid)), null, null);
    }
    return new Wanted(Pieces.both(region, interval), region, interval);
  }

  private static boolean hasWavelengths(SpectralAxis axis) {
    try {
      return axis.coverage().isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private long[] bounds(Grid grid) {
    long[] bounds = new long[2 * grid.axes().size()];
    for (int i = 0; i < grid.axes().size(); i++) {
      long length = grid.axes().get(i);
      bounds[2 * i] = 1 + (long) (random.nextDouble() * length);
      bounds[2 * i + 1] =
          bounds[2 * i] + (long) (random.nextDouble() * (length - bounds[2 * i] + 1));
    }
    return bounds;
  }

  private @Nullable Region region(Grid grid) {
    SkyPlane plane = grid.sky().orElseThrow();
    double[] p = {0.5 + random.nextDouble() * plane.width()};
    double[] q = {0.5 + random.nextDouble() * plane.height()};
    double[] lon = new double[1];
    double[] lat = new double[1];
    plane.pixelToSky(p, q, lon, lat);
    if (Double.isNaN(lon[0])) {
      return null;
    }
    double[] lon2 = new double[1];
    double[] lat2 = new double[1];
    plane.pixelToSky(new double[] {p[0] + 0.4}, new double[] {q[0] + 0.3}, lon2, lat2);
    double pixel =
        Double.isNaN(lon2[0])
            ? 1e-3
            : 2
                * Math.hypot(
                    (lon2[0] - lon[0]) * Math.cos(Math.toRadians(lat[0])), lat2[0] - lat[0]);
    double size = Math.min(40, Math.abs(pixel) * Math.exp(random.nextDouble() * 5 - 1.5));
    if (random.nextInt(3) > 0) {
      return new Circle(lon[0], lat[0], size);
    }
    try {
      List<SkyPoint> corners = new ArrayList<>();
      int sides = 3 + random.nextInt(4);
      double turn = random.nextDouble() * 7;
      for (int i = 0; i < sides; i++) {
        double angle = turn + 2 * Math.PI * i / sides;
        double y = Math.max(-90, Math.min(90, lat[0] + size * Math.sin(angle)));
        double x = lon[0] + size * Math.cos(angle) / Math.max(0.01, Math.cos(Math.toRadians(y)));
        corners.add(new SkyPoint(x, y));
      }
      return new Polygon(corners);
    } catch (InvalidRegionException e) {
      return new Circle(lon[0], lat[0], size);
    }
  }

  private Interval interval(SpectralAxis axis) {
    double[] covered = axis.coverage().orElseThrow();
    double width = covered[1] - covered[0];
    double low = covered[0] + (random.nextDouble() * 1.1 - 0.05) * width;
    double high =
        random.nextInt(4) == 0 ? low : low + random.nextDouble() * random.nextDouble() * width;
    return new Interval(low, high);
  }

  private void check(ProofFiles.Named file, Grid grid, Wanted wanted) throws Exception {
    Optional<Cutout> piece;
    try {
      piece = Pieces.prepare(new BytesFile(file.source().bytes()), wanted.request());
    } catch (CutoutException e) {
      refused++;
      assertThat(e.getMessage()).isNotEmpty();
      return;
    }
    List<CutCheck.Held> held = List.of();
    if (piece.isPresent()) {
      cut++;
      held = new CutCheck(file.source(), Pieces.written(piece.get())).check();
    } else {
      empty++;
    }
    for (int i = 0; i < SAMPLED; i++) {
      checkNothingMissing(grid, wanted, held);
    }
  }

  /** A pixel whose middle was asked for is in the piece. */
  private void checkNothingMissing(Grid grid, Wanted wanted, List<CutCheck.Held> held) {
    Wcs wcs = grid.wcs().orElse(null);
    if (wcs == null || !wanted.request().pixels().isEmpty()) {
      return;
    }
    double[] pixel = new double[wcs.size()];
    Arrays.fill(pixel, 1);
    for (int i = 0; i < grid.axes().size(); i++) {
      pixel[i] = 1 + random.nextInt((int) (long) grid.axes().get(i));
    }
    if (wanted.region() != null) {
      SkyPlane plane = grid.sky().orElseThrow();
      double[] lon = new double[1];
      double[] lat = new double[1];
      plane.pixelToSky(
          new double[] {pixel[plane.firstAxis() - 1]},
          new double[] {pixel[plane.secondAxis() - 1]},
          lon,
          lat);
      if (Double.isNaN(lon[0]) || !wanted.region().contains(new SkyPoint(lon[0], lat[0]))) {
        return;
      }
    }
    if (wanted.band() != null) {
      SpectralAxis axis = grid.spectral().orElseThrow();
      double[] world = new double[wcs.size()];
      wcs.pixelToWorld(pixel, world, 1);
      double wavelength = axis.wavelength(world[axis.axis().number() - 1]);
      // What an observatory sees of a barycentric band is tested on its own.
      boolean shifted = axis.frame().specsys().equals("TOPOCENT");
      if (shifted || !(wavelength >= wanted.band().low() && wavelength <= wanted.band().high())) {
        return;
      }
    }
    assertThat(held)
        .as("pixel %s was asked for", Arrays.toString(pixel))
        .anyMatch(one -> one.hdu() == grid.hdu().number() && holds(one, pixel));
  }

  private static boolean holds(CutCheck.Held held, double[] pixel) {
    for (int i = 0; i < held.box().axes().size(); i++) {
      if (pixel[i] < held.box().axis(i).first() || pixel[i] > held.box().axis(i).last()) {
        return false;
      }
    }
    return true;
  }
}
