// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of longitudes and latitudes: between two meridians, going east, and two parallels.
 *
 * @param west western longitude, ICRS, degrees; negative infinity means no limit
 * @param east eastern longitude, ICRS, degrees, not less than the western one; positive infinity
 *     means no limit; 360 degrees or more from the western one is the whole circle
 * @param south southern latitude, ICRS, degrees; negative infinity means no limit
 * @param north northern latitude, ICRS, degrees, not less than the southern one; positive infinity
 *     means no limit
 */
public record SkyRange(double west, double east, double south, double north) implements SkyRegion {
  private static final int SAMPLES = 32;

  /**
   * Makes a range.
   *
   * @throws IllegalArgumentException if limits are reversed, out of their range or NaN
   */
  public SkyRange {
    if (!(west <= east)) {
      throw new IllegalArgumentException(
          "The longitudes " + west + " and " + east + " are reversed or not numbers.");
    }
    if (!(south <= north)) {
      throw new IllegalArgumentException(
          "The latitudes " + south + " and " + north + " are reversed or not numbers.");
    }
    if (south > 90.0
        || north < -90.0
        || (south < -90.0 && Double.isFinite(south))
        || (north > 90.0 && Double.isFinite(north))) {
      throw new IllegalArgumentException(
          "The latitudes " + south + " and " + north + " are not within -90 and 90 degrees.");
    }
  }

  private boolean wholeCircle() {
    return east - west >= 360.0;
  }

  private double lowest() {
    return Math.toRadians(Math.max(south, -90.0));
  }

  private double highest() {
    return Math.toRadians(Math.min(north, 90.0));
  }

  @Override
  public double distance(UnitVector direction) {
    double latitude =
        Math.atan2(
            direction.z(),
            Math.sqrt(direction.x() * direction.x() + direction.y() * direction.y()));
    boolean whole = wholeCircle();
    double overNorth = north >= 90.0 ? Double.NEGATIVE_INFINITY : latitude - highest();
    double underSouth = south <= -90.0 ? Double.NEGATIVE_INFINITY : lowest() - latitude;
    double beyond = Math.max(overNorth, underSouth);
    if (whole) {
      return beyond == Double.NEGATIVE_INFINITY ? -Math.PI : beyond;
    }
    double width = Math.toRadians(east - west);
    double fromWest = Math.atan2(direction.y(), direction.x()) - Math.toRadians(west % 360.0);
    fromWest -= 2.0 * Math.PI * Math.floor(fromWest / (2.0 * Math.PI));
    double toMeridians =
        Math.min(meridian(direction, fromWest), meridian(direction, fromWest - width));
    boolean between = fromWest <= width;
    if (between) {
      return beyond > 0.0 ? beyond : Math.max(beyond, -toMeridians);
    }
    return toMeridians;
  }

  /**
   * The angle to the piece of a meridian between the parallels; the meridian is the given longitude
   * to the west.
   */
  private double meridian(UnitVector direction, double longitude) {
    double flat = Math.sqrt(direction.x() * direction.x() + direction.y() * direction.y());
    double along = flat * Math.cos(longitude);
    double across = flat * Math.sin(longitude);
    // The latitude on the meridian's great circle of the point that is nearest.
    double foot = Math.atan2(direction.z(), along);
    if (foot >= lowest() && foot <= highest()) {
      return Math.abs(Math.asin(Math.max(-1.0, Math.min(1.0, across))));
    }
    return Math.min(
        toPoint(along, across, direction.z(), lowest()),
        toPoint(along, across, direction.z(), highest()));
  }

  private static double toPoint(double along, double across, double z, double latitude) {
    return new UnitVector(along, across, z)
        .angle(new UnitVector(Math.cos(latitude), 0.0, Math.sin(latitude)));
  }

  @Override
  public List<UnitVector> samples() {
    boolean whole = wholeCircle();
    double start = whole ? 0.0 : west;
    double width = whole ? 360.0 : east - west;
    double low = Math.max(south, -90.0);
    double high = Math.min(north, 90.0);
    List<UnitVector> samples = new ArrayList<>();
    for (int k = 0; k <= SAMPLES; k++) {
      double f = (double) k / SAMPLES;
      samples.add(UnitVector.of(start + f * width, low));
      samples.add(UnitVector.of(start + f * width, high));
      samples.add(UnitVector.of(start, low + f * (high - low)));
      samples.add(UnitVector.of(start + width, low + f * (high - low)));
    }
    samples.add(UnitVector.of(start + width / 2, (low + high) / 2));
    return samples;
  }
}
