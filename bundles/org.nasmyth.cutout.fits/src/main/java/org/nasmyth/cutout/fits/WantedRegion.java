// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.Position;
import org.nasmyth.sphere.Region;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.sphere.Union;
import org.nasmyth.wcs.region.SkyCircle;
import org.nasmyth.wcs.region.SkyPolygon;
import org.nasmyth.wcs.region.SkyRange;
import org.nasmyth.wcs.region.SkyRegion;
import org.nasmyth.wcs.region.UnitVector;

/** The part of the sky that a request names, as the search for pixels takes it. */
final class WantedRegion {

  private WantedRegion() {}

  /**
   * Takes region and range of a request together.
   *
   * @return empty if it names neither
   * @throws CutoutException if the search cannot take it
   */
  static Optional<SkyRegion> of(CutoutRequest request) throws CutoutException {
    List<SkyRegion> parts = new ArrayList<>();
    try {
      Region region = request.region();
      if (region != null) {
        parts.add(of(region));
      }
      CutoutRequest.SkyRange range = request.range();
      if (range != null) {
        parts.add(new SkyRange(range.west(), range.east(), range.south(), range.north()));
      }
    } catch (IllegalArgumentException e) {
      throw new CutoutException(CutoutException.Kind.USAGE, String.valueOf(e.getMessage()), e);
    }
    return switch (parts.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(parts.get(0));
      default -> Optional.of(new CombinedRegion(parts, true));
    };
  }

  private static SkyRegion of(Region region) {
    if (region instanceof Circle circle) {
      return new SkyCircle(
          circle.centre().longitude(), circle.centre().latitude(), circle.radius());
    }
    if (region instanceof Position position) {
      return new SkyCircle(position.point().longitude(), position.point().latitude(), 0.0);
    }
    if (region instanceof Polygon polygon) {
      return new SkyPolygon(polygon.vertices().stream().map(WantedRegion::vector).toList());
    }
    return new CombinedRegion(
        ((Union) region).members().stream().map(WantedRegion::of).toList(), false);
  }

  private static UnitVector vector(SkyPoint point) {
    return UnitVector.of(point.longitude(), point.latitude());
  }
}
