// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import org.jspecify.annotations.Nullable;
import org.nasmyth.wcs.distortion.PlaneMap;
import org.nasmyth.wcs.projection.Projection;

/** A pair of celestial axes: distortion of the plane, projection, rotation. */
final class CelestialAxes implements AxisTransform {
  private final int longitude;
  private final int latitude;
  private final @Nullable PlaneMap distortion;
  private final Projection projection;
  private final NativeRotation rotation;

  /**
   * Makes the pair.
   *
   * @param longitude world axis of longitude, from 0
   * @param latitude world axis of latitude, from 0
   * @param distortion of the plane, in degrees; null if there is none
   * @param projection from the plane to the native sphere
   * @param rotation from the native to the celestial sphere
   */
  CelestialAxes(
      int longitude,
      int latitude,
      @Nullable PlaneMap distortion,
      Projection projection,
      NativeRotation rotation) {
    this.longitude = longitude;
    this.latitude = latitude;
    this.distortion = distortion;
    this.projection = projection;
    this.rotation = rotation;
  }

  /** World axis of longitude, from 0. */
  int longitude() {
    return longitude;
  }

  /** World axis of latitude, from 0. */
  int latitude() {
    return latitude;
  }

  /**
   * Finds celestial coordinates.
   *
   * @param x of the plane, degrees
   * @param y of the plane, degrees
   * @param work receives longitude and latitude in degrees in its first elements
   * @return false if nothing is shown there
   */
  boolean toSky(double x, double y, double[] work) {
    double px = x;
    double py = y;
    if (distortion != null) {
      distortion.apply(x, y, work);
      px = work[0];
      py = work[1];
    }
    if (!projection.toSphere(Math.toRadians(px), Math.toRadians(py), work)) {
      return false;
    }
    rotation.toCelestial(work);
    return !Double.isNaN(work[0]) && !Double.isNaN(work[1]);
  }

  /**
   * Finds the point of the plane.
   *
   * @param lon degrees
   * @param lat degrees
   * @param work receives x and y in degrees in its first elements
   * @return false if these coordinates are not shown
   */
  boolean toPlane(double lon, double lat, double[] work) {
    if (!(Math.abs(lat) <= 90.0)) {
      return false;
    }
    rotation.toNative(lon, lat, work);
    if (!projection.toPlane(work[0], work[1], work[2], work)) {
      return false;
    }
    double x = Math.toDegrees(work[0]);
    double y = Math.toDegrees(work[1]);
    if (distortion != null) {
      return distortion.invert(x, y, x, y, work);
    }
    work[0] = x;
    work[1] = y;
    return !Double.isNaN(x) && !Double.isNaN(y);
  }

  @Override
  public void toWorld(double[] offsets, double[] world, Scratch scratch) {
    double[] work = scratch.work();
    boolean shown = toSky(offsets[longitude], offsets[latitude], work);
    world[longitude] = shown ? work[0] : Double.NaN;
    world[latitude] = shown ? work[1] : Double.NaN;
  }

  @Override
  public void toOffsets(double[] world, double[] offsets, Scratch scratch) {
    double[] work = scratch.work();
    boolean shown = toPlane(world[longitude], world[latitude], work);
    offsets[longitude] = shown ? work[0] : Double.NaN;
    offsets[latitude] = shown ? work[1] : Double.NaN;
  }

  @Override
  public int[] axes() {
    return new int[] {longitude, latitude};
  }
}
