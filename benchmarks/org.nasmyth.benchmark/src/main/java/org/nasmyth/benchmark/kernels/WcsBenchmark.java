// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.kernels;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nasmyth.wcs.Cards;
import org.nasmyth.wcs.SkyPlane;
import org.nasmyth.wcs.Wcs;
import org.nasmyth.wcs.region.PixelBox;
import org.nasmyth.wcs.region.RegionSearch;
import org.nasmyth.wcs.region.SkyCircle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long one point takes each way, and the search for the pixels of a small circle in a large
 * image.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class WcsBenchmark {
  private static final int COUNT = 1000;
  private static final int SIZE = 16384;
  private static final long SEED = 20261123;

  private final double[] pixels = new double[2 * COUNT];
  private final double[] worlds = new double[2 * COUNT];
  private final double[] results = new double[2 * COUNT];
  private Optional<Wcs> wcs = Optional.empty();
  private Optional<SkyPlane> plane = Optional.empty();

  /** The projections that are measured. */
  @Param({"TAN", "SIN", "ZPN", "CAR", "AIT", "TAN-SIP"})
  public String projection = "TAN";

  /** Makes a header and scatters points over its image. */
  @Setup
  public void prepare() {
    Map<String, String> header = new HashMap<>();
    header.put("NAXIS", "2");
    header.put("NAXIS1", String.valueOf(SIZE));
    header.put("NAXIS2", String.valueOf(SIZE));
    header.put("CTYPE1", "RA---" + projection);
    header.put("CTYPE2", "DEC--" + projection);
    header.put("CRVAL1", "150.0");
    header.put("CRVAL2", "2.0");
    header.put("CRPIX1", "8192.5");
    header.put("CRPIX2", "8192.5");
    header.put("CDELT1", "-5.5E-05");
    header.put("CDELT2", "5.5E-05");
    if (projection.equals("ZPN")) {
      header.put("PV2_1", "1.0");
      header.put("PV2_3", "42.0");
    }
    if (projection.endsWith("-SIP")) {
      header.put("A_ORDER", "3");
      header.put("B_ORDER", "3");
      header.put("A_2_0", "1.0E-07");
      header.put("B_0_3", "1.0E-11");
    }
    Wcs made = Wcs.read(Cards.of(header));
    wcs = Optional.of(made);
    plane = made.sky();
    Random random = new Random(SEED);
    for (int k = 0; k < 2 * COUNT; k++) {
      pixels[k] = 1 + SIZE * random.nextDouble();
    }
    made.pixelToWorld(pixels, worlds, COUNT);
  }

  /** Pixels to the sky. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double[] pixelToWorld() {
    wcs.orElseThrow().pixelToWorld(pixels, results, COUNT);
    return results;
  }

  /** The sky to pixels. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double[] worldToPixel() {
    wcs.orElseThrow().worldToPixel(worlds, results, COUNT);
    return results;
  }

  /** The pixels of a circle about 100 pixels wide. */
  @Benchmark
  public Optional<PixelBox> boxOfCircle() {
    return RegionSearch.box(plane.orElseThrow(), new SkyCircle(150.1, 2.1, 10.0 / 3600));
  }
}
