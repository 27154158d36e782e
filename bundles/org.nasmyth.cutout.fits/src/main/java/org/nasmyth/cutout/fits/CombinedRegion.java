// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.util.List;
import java.util.stream.DoubleStream;
import org.nasmyth.wcs.region.SkyRegion;
import org.nasmyth.wcs.region.UnitVector;

/**
 * Several regions taken together.
 *
 * @param parts at least one
 * @param all whether a place has to be in all of them, or in any
 */
record CombinedRegion(List<SkyRegion> parts, boolean all) implements SkyRegion {

  /** Copies the list. */
  CombinedRegion {
    parts = List.copyOf(parts);
  }

  @Override
  public double distance(UnitVector direction) {
    DoubleStream distances = parts.stream().mapToDouble(part -> part.distance(direction));
    return (all ? distances.max() : distances.min()).orElseThrow();
  }

  @Override
  public List<UnitVector> samples() {
    return parts.stream()
        .flatMap(part -> part.samples().stream())
        .filter(sample -> distance(sample) <= 0)
        .toList();
  }
}
