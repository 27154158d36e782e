// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.wcs.distortion.PlaneMap;

/**
 * The world coordinates of one HDU: pixel coordinates to world coordinates and back, any number of
 * axes.
 *
 * <p>Pixel coordinates are those of FITS: the middle of the first pixel is 1. World coordinates are
 * in degrees for celestial axes, in SI units for spectral and time axes whatever CUNIT says, in the
 * header's own unit for others; see {@link #axes()}. Where a point has no world coordinates, or a
 * world position is not shown, the result is NaN; no exception is thrown for that.
 *
 * <p>Immutable; any number of threads may use one. Conversions allocate a fixed amount per call,
 * nothing per point.
 */
public final class Wcs {
  private final long[] shape;
  private final LinearPart linear;
  private final @Nullable PlaneMap pixelDistortion;
  private final List<AxisTransform> transforms;
  private final List<Axis> axes;
  private final @Nullable CelestialAxes celestial;
  private final @Nullable CelestialFrame frame;
  private final @Nullable SpectralScale spectralScale;
  private final @Nullable TimeReference timeReference;
  private final int workLength;

  /** What {@link WcsReader} found. */
  record Parts(
      List<Long> shape,
      LinearPart linear,
      @Nullable PlaneMap pixelDistortion,
      List<AxisTransform> transforms,
      List<Axis> axes,
      @Nullable CelestialAxes celestial,
      @Nullable CelestialFrame frame,
      @Nullable SpectralScale spectralScale,
      @Nullable TimeReference timeReference) {}

  Wcs(Parts parts) {
    shape = parts.shape().stream().mapToLong(Long::longValue).toArray();
    linear = parts.linear();
    pixelDistortion = parts.pixelDistortion();
    transforms = List.copyOf(parts.transforms());
    axes = List.copyOf(parts.axes());
    celestial = parts.celestial();
    frame = parts.frame();
    spectralScale = parts.spectralScale();
    timeReference = parts.timeReference();
    workLength = transforms.stream().mapToInt(AxisTransform::workLength).max().orElse(0);
  }

  /**
   * Reads the primary description of a header without tables.
   *
   * @param cards the header
   * @return its world coordinates; without any card of a WCS all axes are linear and the world
   *     coordinates are pixel coordinates
   * @throws WcsException if the header is contradictory or lacks what it needs; the message names
   *     keyword and value
   */
  public static Wcs read(Cards cards) {
    return read(cards, ' ', Tables.NONE);
  }

  /**
   * Reads a description of a header.
   *
   * @param cards the header
   * @param alternate the description's letter A to Z, or a blank for the primary one
   * @param tables where axes of the algorithm TAB find their coordinates; read during this call
   *     only
   * @return its world coordinates
   * @throws WcsException if the header is contradictory or lacks what it needs; the message names
   *     keyword and value
   */
  public static Wcs read(Cards cards, char alternate, Tables tables) {
    return new WcsReader(cards, alternate, tables).read();
  }

  /** How many axes there are: of world coordinates as of pixel coordinates. */
  public int size() {
    return axes.size();
  }

  /** The axes of world coordinates, in order. */
  public List<Axis> axes() {
    return axes;
  }

  /**
   * The lengths of the pixel axes: NAXISj, and 1 for axes that the array does not have.
   *
   * @return a new array of {@link #size()} elements
   */
  public long[] shape() {
    return shape.clone();
  }

  /**
   * The celestial coordinates on the plane of two pixel axes, the others at pixel 1.
   *
   * @return the plane; empty if there is no pair of celestial axes, or one that is looked up in a
   *     table
   */
  public Optional<SkyPlane> sky() {
    return celestial == null || frame == null
        ? Optional.empty()
        : Optional.of(SkyPlane.of(this, celestial, frame));
  }

  /**
   * The spectral axis.
   *
   * @return the axis; empty if there is none. An axis of type LINEAR, or of none, counts if its
   *     unit is one of spectra.
   */
  public Optional<SpectralAxis> spectral() {
    return spectralScale == null
        ? Optional.empty()
        : Optional.of(new SpectralAxis(this, spectralScale));
  }

  /** The time axis; empty if there is none. */
  public Optional<TimeAxis> time() {
    return timeReference == null
        ? Optional.empty()
        : Optional.of(new TimeAxis(this, timeReference));
  }

  /** The axis of polarisation states; empty if there is none. */
  public Optional<PolarisationAxis> polarisation() {
    return axes.stream()
        .filter(axis -> axis.kind() == AxisKind.STOKES)
        .findFirst()
        .map(axis -> new PolarisationAxis(this, axis.number() - 1));
  }

  /**
   * Converts pixel coordinates to world coordinates.
   *
   * @param pixel the points one after the other, {@link #size()} pixel coordinates each
   * @param world receives the world coordinates in the same layout, NaN where there are none; may
   *     be the same array
   * @param count how many points
   */
  public void pixelToWorld(double[] pixel, double[] world, int count) {
    int size = size();
    requireLength(pixel, world, count);
    double[] point = new double[size];
    double[] offsets = new double[size];
    double[] result = new double[size];
    Scratch scratch = scratch();
    for (int k = 0; k < count; k++) {
      System.arraycopy(pixel, k * size, point, 0, size);
      toFocal(point, scratch.work());
      linear.toOffsets(point, offsets);
      for (AxisTransform transform : transforms) {
        transform.toWorld(offsets, result, scratch);
      }
      System.arraycopy(result, 0, world, k * size, size);
    }
  }

  /**
   * Converts world coordinates to pixel coordinates.
   *
   * @param world the points one after the other, {@link #size()} world coordinates each
   * @param pixel receives the pixel coordinates in the same layout, all NaN where a point is not
   *     shown; may be the same array
   * @param count how many points
   */
  public void worldToPixel(double[] world, double[] pixel, int count) {
    int size = size();
    requireLength(world, pixel, count);
    double[] point = new double[size];
    double[] offsets = new double[size];
    double[] result = new double[size];
    Scratch scratch = scratch();
    for (int k = 0; k < count; k++) {
      System.arraycopy(world, k * size, point, 0, size);
      for (AxisTransform transform : transforms) {
        transform.toOffsets(point, offsets, scratch);
      }
      boolean shown = true;
      for (double offset : offsets) {
        shown &= !Double.isNaN(offset);
      }
      linear.toPixel(offsets, result);
      if (!shown || !fromFocal(result, scratch.work())) {
        Arrays.fill(result, Double.NaN);
      }
      System.arraycopy(result, 0, pixel, k * size, size);
    }
  }

  private void requireLength(double[] from, double[] to, int count) {
    long wanted = (long) count * size();
    if (from.length < wanted || to.length < wanted) {
      throw new IllegalArgumentException(
          count
              + " points of "
              + size()
              + " coordinates want arrays of "
              + wanted
              + " elements, not of "
              + from.length
              + " and "
              + to.length
              + ".");
    }
  }

  /** New scratch for conversions by one thread. */
  Scratch scratch() {
    return new Scratch(Math.max(8, workLength), size());
  }

  /** The linear part. */
  LinearPart linear() {
    return linear;
  }

  /** Whether the first two pixel axes are distorted. */
  boolean distorted() {
    return pixelDistortion != null;
  }

  /** Applies the distortion of pixel coordinates, in place. */
  void toFocal(double[] pixel, double[] work) {
    if (pixelDistortion != null) {
      double x0 = linear.referencePixel(0);
      double y0 = linear.referencePixel(1);
      pixelDistortion.apply(pixel[0] - x0, pixel[1] - y0, work);
      pixel[0] = work[0] + x0;
      pixel[1] = work[1] + y0;
    }
  }

  /** Takes the distortion of pixel coordinates away, in place; false if that is not possible. */
  boolean fromFocal(double[] pixel, double[] work) {
    if (pixelDistortion == null) {
      return true;
    }
    double x0 = linear.referencePixel(0);
    double y0 = linear.referencePixel(1);
    double u = pixel[0] - x0;
    double v = pixel[1] - y0;
    boolean found = pixelDistortion.invert(u, v, u, v, work);
    pixel[0] = work[0] + x0;
    pixel[1] = work[1] + y0;
    return found;
  }

  /**
   * The pixel axes that a world axis depends on.
   *
   * @param worldAxis from 0
   * @return pixel axes from 0, in order
   */
  List<Integer> pixelAxes(int worldAxis) {
    int[] group = {worldAxis};
    for (AxisTransform transform : transforms) {
      for (int axis : transform.axes()) {
        if (axis == worldAxis) {
          group = transform.axes();
        }
      }
    }
    List<Integer> found = new ArrayList<>();
    boolean[] depends = new boolean[size()];
    for (int axis : group) {
      for (int j = 0; j < size(); j++) {
        depends[j] |= linear.element(axis, j) != 0.0;
      }
    }
    if (pixelDistortion != null && (depends[0] || depends[1])) {
      depends[0] = true;
      depends[1] = true;
    }
    for (int j = 0; j < size(); j++) {
      if (depends[j]) {
        found.add(j);
      }
    }
    return found;
  }
}
