// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
 * @param prefix the user's label for its file; null for none
 */
record Order(RequestedId id, CutoutRequest cut, @Nullable String prefix) {

  /** The axes along which it cuts. */
  Set<CutoutAxis> axes() {
    Set<CutoutAxis> axes = EnumSet.noneOf(CutoutAxis.class);
    add(cut.region() != null || cut.range() != null, CutoutAxis.SKY, axes);
    add(cut.band() != null, CutoutAxis.BAND, axes);
    add(cut.time() != null, CutoutAxis.TIME, axes);
    add(!cut.polarizations().isEmpty(), CutoutAxis.POLARIZATION, axes);
    add(!cut.pixels().isEmpty(), CutoutAxis.PIXEL, axes);
    return axes;
  }

  private static void add(boolean wanted, CutoutAxis axis, Set<CutoutAxis> axes) {
    if (wanted) {
      axes.add(axis);
    }
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
