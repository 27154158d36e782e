// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.products.ArchiveNames.RequestedId;

/**
 * One cut-out that is asked for.
 *
 * @param id of which product
 * @param cut which piece of it
 * @param parameters the axes along which it cuts, each with the names of the parameters that the
 *     user wrote
 * @param prefix the user's label for its file; null for none
 */
record Order(
    RequestedId id,
    CutoutRequest cut,
    Map<CutoutAxis, String> parameters,
    @Nullable String prefix) {

  /** Copies the map. */
  Order {
    parameters = Map.copyOf(parameters);
  }

  /** The parameters that cut along an axis, for people. */
  static List<String> parameters(Set<CutoutAxis> axes) {
    List<String> names = new ArrayList<>();
    for (CutoutAxis axis : EnumSet.copyOf(axes)) {
      switch (axis) {
        case SKY -> names.addAll(List.of("POS", "CIRCLE", "POLYGON"));
        case BAND -> names.add("BAND");
        case TIME -> names.add("TIME");
        case POLARIZATION -> names.add("POL");
        case PIXEL -> names.add("SUB");
      }
    }
    return names;
  }
}
