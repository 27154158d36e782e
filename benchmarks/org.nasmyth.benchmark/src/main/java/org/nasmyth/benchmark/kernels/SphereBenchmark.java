// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.kernels;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.PreparedRegion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long one predicate on the sphere takes, for positions and outlines near each other. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class SphereBenchmark {

  private static final int COUNT = 1000;
  private static final long SEED = 20261123;

  private final double[] longitudes = new double[COUNT];
  private final double[] latitudes = new double[COUNT];
  private final PreparedRegion[] outlines = new PreparedRegion[COUNT];
  private final PreparedRegion circle = new Circle(150, 2, 1).prepare();
  private final PreparedRegion polygon =
      Polygon.of(149, 1, 151, 1.2, 151.1, 3, 149.2, 2.9).prepare();

  /** Scatters positions and outlines of a quarter degree around the regions. */
  public SphereBenchmark() {
    Random random = new Random(SEED);
    for (int i = 0; i < COUNT; i++) {
      longitudes[i] = 148 + 4 * random.nextDouble();
      latitudes[i] = 4 * random.nextDouble();
      double lon = longitudes[i];
      double lat = latitudes[i];
      outlines[i] =
          Polygon.of(lon, lat, lon + 0.25, lat, lon + 0.25, lat + 0.25, lon, lat + 0.25).prepare();
    }
  }

  /** Positions in a circle. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public int positionInCircle() {
    return positionsIn(circle);
  }

  /** Positions in a polygon. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public int positionInPolygon() {
    return positionsIn(polygon);
  }

  /** Outlines that meet a circle. */
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public int outlineMeetsCircle() {
    int found = 0;
    for (PreparedRegion outline : outlines) {
      found += outline.intersects(circle) ? 1 : 0;
    }
    return found;
  }

  private int positionsIn(PreparedRegion region) {
    int found = 0;
    for (int i = 0; i < COUNT; i++) {
      found += region.contains(longitudes[i], latitudes[i]) ? 1 : 0;
    }
    return found;
  }
}
