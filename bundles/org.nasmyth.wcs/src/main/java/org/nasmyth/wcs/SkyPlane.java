// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Celestial coordinates on the plane of two pixel axes, at given places along the others. Positions
 * on the sky are ICRS.
 *
 * <p>Immutable; any number of threads may use one.
 */
public final class SkyPlane {
  private final Wcs wcs;
  private final CelestialAxes celestial;
  private final CelestialFrame frame;
  private final int first;
  private final int second;
  private final double[] others;
  private final double[] forward;
  private final double[] backward;

  private SkyPlane(
      Wcs wcs,
      CelestialAxes celestial,
      CelestialFrame frame,
      int first,
      int second,
      double[] others) {
    this.wcs = wcs;
    this.celestial = celestial;
    this.frame = frame;
    this.first = first;
    this.second = second;
    this.others = others;
    LinearPart linear = wcs.linear();
    int lng = celestial.longitude();
    int lat = celestial.latitude();
    double x = 0.0;
    double y = 0.0;
    for (int j = 0; j < wcs.size(); j++) {
      if (j != first && j != second) {
        x += linear.element(lng, j) * (others[j] - linear.referencePixel(j));
        y += linear.element(lat, j) * (others[j] - linear.referencePixel(j));
      }
    }
    double a = linear.element(lng, first);
    double b = linear.element(lng, second);
    double c = linear.element(lat, first);
    double d = linear.element(lat, second);
    double determinant = a * d - b * c;
    forward = new double[] {a, b, c, d, x, y};
    backward = new double[] {d / determinant, -b / determinant, -c / determinant, a / determinant};
  }

  static SkyPlane of(Wcs wcs, CelestialAxes celestial, CelestialFrame frame) {
    LinearPart linear = wcs.linear();
    int lng = celestial.longitude();
    int lat = celestial.latitude();
    int first = 0;
    int second = 1;
    double best = -1.0;
    // The pair of pixel axes that spans the largest area of the sky.
    long[] shape = wcs.shape();
    for (int i = 0; i < wcs.size(); i++) {
      for (int j = i + 1; j < wcs.size(); j++) {
        double area =
            (double) Math.max(1, shape[i])
                * Math.max(1, shape[j])
                * Math.abs(
                    linear.element(lng, i) * linear.element(lat, j)
                        - linear.element(lng, j) * linear.element(lat, i));
        if (area > best) {
          best = area;
          first = i;
          second = j;
        }
      }
    }
    double[] others = new double[wcs.size()];
    Arrays.fill(others, 1.0);
    return new SkyPlane(wcs, celestial, frame, first, second, others);
  }

  /**
   * The same plane elsewhere along the other pixel axes.
   *
   * @param pixel pixel coordinates of all axes; those of the plane's own axes do not matter
   * @return the plane there
   */
  public SkyPlane at(double[] pixel) {
    return new SkyPlane(wcs, celestial, frame, first, second, pixel.clone());
  }

  /** The frame of the header's celestial coordinates. */
  public CelestialFrame frame() {
    return frame;
  }

  /** The first pixel axis of the plane, from 1. */
  public int firstAxis() {
    return first + 1;
  }

  /** The second pixel axis of the plane, from 1. */
  public int secondAxis() {
    return second + 1;
  }

  /** The length of the first pixel axis. */
  public long width() {
    return wcs.shape()[first];
  }

  /** The length of the second pixel axis. */
  public long height() {
    return wcs.shape()[second];
  }

  /**
   * The other pixel axes on which celestial coordinates depend, from 1: usually none. {@link #at}
   * matters for these.
   */
  public List<Integer> coupledAxes() {
    List<Integer> coupled = new ArrayList<>();
    for (int j : wcs.pixelAxes(celestial.longitude())) {
      if (j != first && j != second) {
        coupled.add(j + 1);
      }
    }
    return coupled;
  }

  /** The lengths of all pixel axes. */
  public long[] shape() {
    return wcs.shape();
  }

  /**
   * Conversions of single points by one thread, without allocation. Not safe for use by several
   * threads.
   */
  public final class Walk {
    private final double[] work = new double[8];
    private final double[] pixel = others.clone();

    private Walk() {}

    /**
     * Finds the direction of a point.
     *
     * @param p pixel coordinate along the first axis
     * @param q pixel coordinate along the second axis
     * @param direction receives the ICRS unit vector in its first three elements
     * @return false if nothing is shown there
     * @throws WcsException if the frame has no known relation to ICRS
     */
    public boolean toDirection(double p, double q, double[] direction) {
      if (!toFrame(p, q)) {
        return false;
      }
      CelestialFrame.direction(work[0], work[1], direction);
      frame.toIcrs(direction);
      return true;
    }

    private boolean toFrame(double p, double q) {
      double u;
      double v;
      if (wcs.distorted()) {
        System.arraycopy(others, 0, pixel, 0, pixel.length);
        pixel[first] = p;
        pixel[second] = q;
        wcs.toFocal(pixel, work);
        u = wcs.linear().row(celestial.longitude(), pixel);
        v = wcs.linear().row(celestial.latitude(), pixel);
      } else {
        double dp = p - wcs.linear().referencePixel(first);
        double dq = q - wcs.linear().referencePixel(second);
        u = forward[0] * dp + forward[1] * dq + forward[4];
        v = forward[2] * dp + forward[3] * dq + forward[5];
      }
      return celestial.toSky(u, v, work);
    }

    /**
     * Finds the point that shows a direction.
     *
     * @param direction ICRS unit vector
     * @param point receives the pixel coordinates along the first and the second axis
     * @return false if the direction is not shown
     * @throws WcsException if the frame has no known relation to ICRS
     */
    public boolean toPixel(double[] direction, double[] point) {
      work[0] = direction[0];
      work[1] = direction[1];
      work[2] = direction[2];
      frame.fromIcrs(work);
      double lon = Math.toDegrees(Math.atan2(work[1], work[0]));
      double lat =
          Math.toDegrees(Math.atan2(work[2], Math.sqrt(work[0] * work[0] + work[1] * work[1])));
      if (!celestial.toPlane(lon, lat, work)) {
        return false;
      }
      double u = work[0] - forward[4];
      double v = work[1] - forward[5];
      System.arraycopy(others, 0, pixel, 0, pixel.length);
      pixel[first] = backward[0] * u + backward[1] * v + wcs.linear().referencePixel(first);
      pixel[second] = backward[2] * u + backward[3] * v + wcs.linear().referencePixel(second);
      boolean found = wcs.fromFocal(pixel, work);
      point[0] = pixel[first];
      point[1] = pixel[second];
      return found;
    }
  }

  /** New conversions for one thread. */
  public Walk walk() {
    return new Walk();
  }

  /**
   * Converts pixel coordinates to positions on the sky.
   *
   * @param p pixel coordinates along the first axis
   * @param q pixel coordinates along the second axis, as many
   * @param longitude receives right ascensions, ICRS, degrees from 0 to 360; NaN where nothing is
   *     shown
   * @param latitude receives declinations, ICRS, degrees; NaN where nothing is shown
   * @throws WcsException if the frame has no known relation to ICRS
   */
  public void pixelToSky(double[] p, double[] q, double[] longitude, double[] latitude) {
    Walk walk = walk();
    double[] direction = new double[3];
    for (int k = 0; k < p.length; k++) {
      if (walk.toDirection(p[k], q[k], direction)) {
        double lon = Math.toDegrees(Math.atan2(direction[1], direction[0]));
        longitude[k] = lon < 0.0 ? lon + 360.0 : lon;
        latitude[k] =
            Math.toDegrees(Math.atan2(direction[2], Math.hypot(direction[0], direction[1])));
      } else {
        longitude[k] = Double.NaN;
        latitude[k] = Double.NaN;
      }
    }
  }

  /**
   * Converts positions on the sky to pixel coordinates.
   *
   * @param longitude right ascensions, ICRS, degrees
   * @param latitude declinations, ICRS, degrees, as many
   * @param p receives pixel coordinates along the first axis; NaN where a position is not shown
   * @param q receives pixel coordinates along the second axis; NaN where a position is not shown
   * @throws WcsException if the frame has no known relation to ICRS
   */
  public void skyToPixel(double[] longitude, double[] latitude, double[] p, double[] q) {
    Walk walk = walk();
    double[] direction = new double[3];
    double[] point = new double[2];
    for (int k = 0; k < longitude.length; k++) {
      CelestialFrame.direction(longitude[k], latitude[k], direction);
      boolean shown = walk.toPixel(direction, point);
      p[k] = shown ? point[0] : Double.NaN;
      q[k] = shown ? point[1] : Double.NaN;
    }
  }
}
