// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.List;

/** How far the kernel is from wcslib for one header, in pixels and against what is allowed. */
final class ReferenceComparison {
  /**
   * What is allowed, in pixels, where neither rounding of the longitude nor wcslib's own loss asks
   * for more.
   */
  private static final double ALLOWED = 1e-9;

  /** The COBE cube, whose polynomials wcslib evaluates in single precision. */
  private static final double ALLOWED_FOR_SINGLE_PRECISION = 2e-5;

  /** Where wcslib solves equations step by step, or loses digits of angles near 90 degrees. */
  private static final double ALLOWED_FOR_STEPS = 1e-7;

  /**
   * Up to here a difference between a pixel and where wcslib's way there and back leads is its loss
   * of digits.
   */
  private static final double LOSS = 1e-4;

  private final Wcs wcs;
  private final int longitude;
  private final int latitude;
  private double worst;
  private double worstAllowed;
  private String complaint = "";

  ReferenceComparison(ReferenceCase reference) {
    wcs = Wcs.read(reference.cards(), ' ', reference.tables());
    longitude = axis(AxisKind.LONGITUDE);
    latitude = axis(AxisKind.LATITUDE);
    double base = base();
    int size = wcs.size();
    for (int k = 0; k < reference.pixels().size(); k++) {
      double[] pixel = reference.pixels().get(k);
      double[] world = reference.worlds().get(k);
      double[] found = new double[size];
      wcs.pixelToWorld(pixel, found, 1);
      double[] returned = reference.returned().get(k);
      double allowed = Math.max(base, 2.0 * loss(pixel, returned));
      double[] steps = steps(pixel);
      for (int i = 0; i < size; i++) {
        allowed = Math.max(allowed, 4 * Math.ulp(world[i == latitude ? longitude : i]) / steps[i]);
      }
      if (hasNaN(world)) {
        if (!hasNaN(found)) {
          complain("pixel %s is off the sky for wcslib, but here it is %s", pixel, found);
        }
        continue;
      }
      if (hasNaN(found)) {
        complain("pixel %s is %s for wcslib, but off the sky here", pixel, world);
        continue;
      }
      for (int i = 0; i < size; i++) {
        double difference = difference(i, found, world) / steps[i];
        judge(difference, allowed, "world axis " + (i + 1), pixel, found, world);
      }
      double[] back = new double[size];
      wcs.worldToPixel(world, back, 1);
      for (int j = 0; j < size; j++) {
        judge(
            Math.abs(back[j] - returned[j]),
            allowed,
            "pixel axis " + (j + 1),
            world,
            back,
            returned);
      }
    }
  }

  private double base() {
    boolean single = wcs.axes().stream().anyMatch(axis -> axis.type().endsWith("-CSC"));
    boolean steps =
        wcs.axes().stream().anyMatch(axis -> axis.type().matches(".*-(ZPN|ZPX|TNX|AIR|SZP|XPH)"));
    return single ? ALLOWED_FOR_SINGLE_PRECISION : steps ? ALLOWED_FOR_STEPS : ALLOWED;
  }

  private static double loss(double[] pixel, double[] returned) {
    double loss = 0.0;
    for (int j = 0; j < pixel.length; j++) {
      loss = Math.max(loss, Math.abs(pixel[j] - returned[j]));
    }
    return loss < LOSS ? loss : 0.0;
  }

  private int axis(AxisKind kind) {
    return wcs.axes().stream()
        .filter(axis -> axis.kind() == kind)
        .mapToInt(axis -> axis.number() - 1)
        .findFirst()
        .orElse(-1);
  }

  private static boolean hasNaN(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  private double difference(int axis, double[] found, double[] world) {
    double difference = Math.abs(found[axis] - world[axis]);
    if (axis != longitude) {
      return difference;
    }
    difference = Math.min(difference % 360.0, 360.0 - difference % 360.0);
    return latitude < 0 ? difference : difference * Math.cos(Math.toRadians(world[latitude]));
  }

  /** What one pixel is in each world coordinate, by the steps of the linear part. */
  private double[] steps(double[] pixel) {
    int size = wcs.size();
    double[] steps = new double[size];
    double[] here = new double[size];
    double[] there = new double[size];
    wcs.pixelToWorld(pixel, here, 1);
    for (int j = 0; j < size; j++) {
      double[] moved = pixel.clone();
      moved[j] += 1.0;
      wcs.pixelToWorld(moved, there, 1);
      for (int i = 0; i < size; i++) {
        double step = Math.abs(wcs.linear().element(i, j));
        if (i != longitude && i != latitude && !Double.isNaN(there[i] - here[i])) {
          step = Math.abs(there[i] - here[i]);
        }
        steps[i] = Math.hypot(steps[i], step);
      }
    }
    return steps;
  }

  private void judge(
      double difference,
      double allowed,
      String where,
      double[] from,
      double[] found,
      double[] expected) {
    if (!(difference / allowed <= worst / Math.max(worstAllowed, 1e-300))) {
      worst = difference;
      worstAllowed = allowed;
    }
    if (!(difference <= allowed)) {
      complain(
          where
              + ": "
              + difference
              + " px, allowed "
              + allowed
              + ", from "
              + text(from)
              + " found %s, wcslib %s",
          found,
          expected);
    }
  }

  private void complain(String format, double[] first, double[] second) {
    if (complaint.isEmpty()) {
      complaint = String.format(format, text(first), text(second));
    }
  }

  private static String text(double[] values) {
    return List.of(java.util.Arrays.stream(values).boxed().toArray()).toString();
  }

  /** The first thing that is wrong; empty if nothing is. */
  String complaint() {
    return complaint;
  }

  /** The largest difference against what is allowed, in pixels. */
  double worst() {
    return worst;
  }

  /** What is allowed there, in pixels. */
  double allowed() {
    return worstAllowed;
  }
}
