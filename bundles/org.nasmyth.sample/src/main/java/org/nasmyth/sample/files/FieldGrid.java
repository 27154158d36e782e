// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.files;

import java.util.List;
import org.nasmyth.sample.sky.Coordinates;
import org.nasmyth.sample.sky.Rounded;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.sphere.StcText;
import org.nasmyth.sphere.Union;

/**
 * A grid of square pixels on the plane that touches the sky at the centre of a field.
 *
 * @param centre where the plane touches
 * @param x of the grid's middle, degrees along its own first axis, towards west
 * @param y of the grid's middle, degrees along its own second axis
 * @param angle of the second axis, degrees from north to east
 * @param pixel side of a pixel in degrees
 * @param width pixels along the first axis
 * @param height pixels along the second axis
 */
record FieldGrid(
    Coordinates centre, double x, double y, double angle, double pixel, int width, int height) {

  /**
   * The grids that cover the members of a footprint.
   *
   * @param footprint squares around the centre as {@link org.nasmyth.sample.sky.Footprint} writes
   *     them, or a circle
   * @param pixel side of a pixel in degrees
   */
  static List<FieldGrid> of(Coordinates centre, String footprint, double pixel) {
    Region region = StcText.parse(footprint).region();
    List<Region> members = region instanceof Union union ? union.members() : List.of(region);
    return members.stream().map(member -> of(centre, member, pixel)).toList();
  }

  private static FieldGrid of(Coordinates centre, Region member, double pixel) {
    if (!(member instanceof Polygon polygon)) {
      int side = Math.max(8, (int) Math.round(2 * member.boundingCap().radius() / pixel));
      return new FieldGrid(centre, 0, 0, 0, pixel, side, side);
    }
    // As Footprint lays them: south-east, north-east, north-west, south-west, before the rotation.
    double[] first = plane(centre, polygon.vertices().get(0));
    double[] second = plane(centre, polygon.vertices().get(1));
    double[] third = plane(centre, polygon.vertices().get(2));
    double angle =
        StrictMath.toDegrees(StrictMath.atan2(second[0] - first[0], second[1] - first[1]));
    double turn = StrictMath.toRadians(Rounded.to(angle, 3));
    double east = (first[0] + third[0]) / 2;
    double north = (first[1] + third[1]) / 2;
    return new FieldGrid(
        centre,
        -(east * StrictMath.cos(turn) - north * StrictMath.sin(turn)),
        east * StrictMath.sin(turn) + north * StrictMath.cos(turn),
        Rounded.to(angle, 3),
        pixel,
        Math.max(2, (int) Math.round(distance(second, third) / pixel)),
        Math.max(2, (int) Math.round(distance(first, second) / pixel)));
  }

  private static double distance(double[] from, double[] to) {
    return StrictMath.hypot(to[0] - from[0], to[1] - from[1]);
  }

  /** East and north of the centre on the plane, in degrees. */
  private static double[] plane(Coordinates centre, SkyPoint point) {
    double dec = StrictMath.toRadians(point.latitude());
    double dec0 = StrictMath.toRadians(centre.latitude());
    double ra = StrictMath.toRadians(point.longitude() - centre.longitude());
    double cos =
        StrictMath.sin(dec) * StrictMath.sin(dec0)
            + StrictMath.cos(dec) * StrictMath.cos(dec0) * StrictMath.cos(ra);
    double east = StrictMath.cos(dec) * StrictMath.sin(ra) / cos;
    double north =
        (StrictMath.sin(dec) * StrictMath.cos(dec0)
                - StrictMath.cos(dec) * StrictMath.sin(dec0) * StrictMath.cos(ra))
            / cos;
    return new double[] {StrictMath.toDegrees(east), StrictMath.toDegrees(north)};
  }

  /**
   * The cards that tell where the pixels are.
   *
   * @param projection TAN, SIN, ZPN or TPV
   */
  Cards cards(String projection) {
    double turn = StrictMath.toRadians(angle);
    Cards cards =
        new Cards()
            .text("CTYPE1", "RA---" + projection, "Right ascension, projection " + projection)
            .text("CTYPE2", "DEC--" + projection, "Declination, projection " + projection)
            .text("CUNIT1", "deg", "Unit of axis 1")
            .text("CUNIT2", "deg", "Unit of axis 2")
            .real("CRVAL1", centre.longitude(), "[deg] Right ascension of the reference")
            .real("CRVAL2", centre.latitude(), "[deg] Declination of the reference")
            .real("CRPIX1", Rounded.to((width + 1) / 2.0 - x / pixel, 6), "Reference pixel")
            .real("CRPIX2", Rounded.to((height + 1) / 2.0 - y / pixel, 6), "Reference pixel")
            .real("CD1_1", -pixel * StrictMath.cos(turn), "Pixels to degrees")
            .real("CD1_2", pixel * StrictMath.sin(turn), "Pixels to degrees")
            .real("CD2_1", pixel * StrictMath.sin(turn), "Pixels to degrees")
            .real("CD2_2", pixel * StrictMath.cos(turn), "Pixels to degrees")
            .text("RADESYS", "FK5", "Reference frame")
            .real("EQUINOX", 2000, "Standard equinox");
    if (projection.equals("ZPN")) {
      cards
          .real("PV2_1", 1, "Polynomial of the projection")
          .real("PV2_2", 0, "Polynomial of the projection")
          .real("PV2_3", 42, "Polynomial of the projection");
    } else if (projection.equals("TPV")) {
      cards
          .real("PV1_0", 0, "Distortion")
          .real("PV1_1", 1.00012, "Distortion")
          .real("PV1_4", 2.1e-5, "Distortion")
          .real("PV1_7", -3.4e-4, "Distortion")
          .real("PV1_9", -3.1e-4, "Distortion")
          .real("PV2_0", 0, "Distortion")
          .real("PV2_1", 0.99991, "Distortion")
          .real("PV2_4", -1.7e-5, "Distortion")
          .real("PV2_7", -3.3e-4, "Distortion")
          .real("PV2_9", -3.2e-4, "Distortion");
    }
    return cards;
  }
}
