// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Optional;

/** The time axis of a data array, by modified Julian date in UTC. Immutable. */
public final class TimeAxis {
  private static final double DAY = 86400.0;

  private final Wcs wcs;
  private final TimeReference reference;

  TimeAxis(Wcs wcs, TimeReference reference) {
    this.wcs = wcs;
    this.reference = reference;
  }

  /** The axis of world coordinates, which are seconds since the reference time. */
  public Axis axis() {
    return wcs.axes().get(reference.axis());
  }

  /** The pixel axis that it mostly runs along, from 1. */
  public int pixelAxis() {
    return scan().pixelAxis() + 1;
  }

  /** The time scale as the header calls it. */
  public String scale() {
    return reference.scaleName();
  }

  /**
   * The reference time: MJDREF or what stands for it.
   *
   * @return modified Julian date in the axis' own scale
   */
  public double referenceTime() {
    return reference.wholeDays() + reference.fraction();
  }

  /**
   * The pixels that an interval of time needs: those of which any part lies in it. An instant has
   * one pixel.
   *
   * @param start modified Julian date, UTC; may be negative infinity
   * @param end modified Julian date, UTC; may be positive infinity
   * @return pixels of {@link #pixelAxis()}, or empty if none is in the interval
   * @throws WcsException if the time scale is not related to UTC
   * @throws IllegalArgumentException if the interval is reversed or not a number
   */
  public Optional<PixelRange> pixels(double start, double end) {
    TimeScale scale =
        TimeScale.of(reference.scaleName())
            .orElseThrow(
                () ->
                    new WcsException(
                        "TIMESYS = '"
                            + reference.scaleName()
                            + "' is not related to UTC, in which intervals are given."));
    return scan().pixels(seconds(start, scale), seconds(end, scale));
  }

  private double seconds(double utc, TimeScale scale) {
    return ((utc - reference.wholeDays()) - reference.fraction()) * DAY
        + (Double.isFinite(utc) ? scale.aheadOfUtc(utc) : 0.0);
  }

  private AxisScan scan() {
    return new AxisScan(wcs, reference.axis(), value -> value);
  }
}
