// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Frame;
import org.nasmyth.sphere.InvalidRegionException;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.sphere.StcText;
import org.nasmyth.sphere.Union;
import org.nasmyth.wcs.SkyPlane;
import org.nasmyth.wcs.region.Footprint;
import org.nasmyth.wcs.region.UnitVector;

/** Gathers the footprints of a file's images. Used by one thread. */
final class Footprints {

  /** As archives write footprints; it is FK5's frame. */
  private static final String FRAME = "J2000";

  /** More than the chips of any camera; what has more is told by a circle. */
  private static final int MOST = 100;

  /** Above this size in degrees the edges of an image are not near enough to great circles. */
  private static final double LARGE = 2;

  private final Map<String, Region> members = new LinkedHashMap<>();
  private @Nullable SkyPlane first;

  /**
   * Adds an image.
   *
   * @throws org.nasmyth.wcs.WcsException if its frame is not known
   */
  void add(SkyPlane plane) {
    Optional<Footprint> corners = Footprint.of(plane, 1);
    if (corners.isEmpty()) {
      return;
    }
    if (first == null) {
      first = plane;
    }
    Region region = region(plane, corners.get());
    // Images of one grid, such as data and their errors, have one footprint.
    members.putIfAbsent(StcText.write(region, FRAME), region);
  }

  private static Region region(SkyPlane plane, Footprint corners) {
    double radius = corners.enclosing().radius();
    Footprint traced = radius > LARGE ? Footprint.of(plane, 8).orElse(corners) : corners;
    if (traced.exact() && radius < 60) {
      try {
        return new Polygon(traced.outline().stream().map(Footprints::point).toList());
      } catch (InvalidRegionException e) {
        // An image whose edges cross, or meet: the circle holds it, whatever its form.
        return circle(corners);
      }
    }
    return circle(corners);
  }

  private static Region circle(Footprint footprint) {
    SkyPoint centre =
        Frame.ICRS.to(
            Frame.FK5,
            new SkyPoint(footprint.enclosing().longitude(), footprint.enclosing().latitude()));
    return new Circle(
        rounded(centre), Math.min(180, Math.ceil(footprint.enclosing().radius() * 1e6) / 1e6));
  }

  private static SkyPoint point(UnitVector vector) {
    return rounded(Frame.ICRS.to(Frame.FK5, SkyPoint.ofVector(vector.x(), vector.y(), vector.z())));
  }

  private static SkyPoint rounded(SkyPoint point) {
    return new SkyPoint(rounded(point.longitude()), rounded(point.latitude()));
  }

  /** To a third of a milliarcsecond. */
  private static double rounded(double degrees) {
    return Math.rint(degrees * 1e7) / 1e7;
  }

  /** Tells what was found. */
  void describe(Map<String, Object> derived, List<String> remarks) {
    if (members.isEmpty() || first == null) {
      return;
    }
    List<Region> all = new ArrayList<>(members.values());
    try {
      Region region = all.size() == 1 ? all.get(0) : new Union(all);
      Circle cap = region.boundingCap();
      if (all.size() > MOST) {
        region = new Circle(rounded(cap.centre()), cap.radius());
      }
      SkyPoint centre = Frame.FK5.to(Frame.ICRS, cap.centre());
      derived.put("sky.region", StcText.write(region, FRAME));
      derived.put("sky.ra", rounded(centre.longitude()));
      derived.put("sky.dec", rounded(centre.latitude()));
      derived.put("sky.fov", rounded(2 * cap.radius()));
      derived.put("sky.width", first.width());
      derived.put("sky.height", first.height());
      pixel(first).ifPresent(scale -> derived.put("sky.pixel", scale));
    } catch (InvalidRegionException e) {
      remarks.add("no footprint: " + e.getMessage());
    }
  }

  /** The side of a pixel in the middle of an image, in arcseconds. */
  private static Optional<Double> pixel(SkyPlane plane) {
    double x = (plane.width() + 1) / 2.0;
    double y = (plane.height() + 1) / 2.0;
    double[] lon = new double[3];
    double[] lat = new double[3];
    plane.pixelToSky(new double[] {x, x + 1, x}, new double[] {y, y, y + 1}, lon, lat);
    for (double value : lon) {
      if (Double.isNaN(value)) {
        return Optional.empty();
      }
    }
    SkyPoint here = new SkyPoint(lon[0], lat[0]);
    double side =
        Math.sqrt(
            here.distance(new SkyPoint(lon[1], lat[1]))
                * here.distance(new SkyPoint(lon[2], lat[2])));
    return Optional.of(Math.rint(side * 3600 * 1e6) / 1e6);
  }
}
