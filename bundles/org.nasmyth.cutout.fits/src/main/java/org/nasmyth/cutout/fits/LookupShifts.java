// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HeaderEditor;

/**
 * Tables of distortions (FITS Paper IV, draft), whose own coordinates are pixels of the image that
 * uses them: where the image's origin moves, theirs has to move along.
 */
final class LookupShifts {

  private static final Set<String> NAMES = Set.of("WCSDVARR", "D2IMARR");
  private static final String[][] RECORDS = {
    {"CPDIS", "DP", "WCSDVARR"}, {"D2IMDIS", "D2IM", "D2IMARR"}
  };

  /** By extension and version: pixels along the first two axes. */
  private final Map<String, List<Long>> shifts = new HashMap<>();

  /** Whether an HDU is such a table, which is no image to be cut itself. */
  static boolean isLookup(Hdu hdu) {
    return NAMES.contains(hdu.name().toUpperCase(Locale.ROOT));
  }

  /**
   * Notes which tables an image uses.
   *
   * @throws CutoutException if another image uses one and was cut at another place
   */
  void add(Grid grid, Fate fate) throws CutoutException {
    if (fate instanceof Fate.Dropped) {
      return;
    }
    Hdu hdu = grid.hdu();
    for (String[] record : RECORDS) {
      for (int axis = 1; axis <= 2; axis++) {
        if (hdu.imageValue(record[0] + axis) != null) {
          @Nullable String version = hdu.imageValue(record[1] + axis + ".EXTVER");
          put(key(record[2], version == null ? 1 : (long) Double.parseDouble(version)), fate, grid);
        }
      }
    }
  }

  private void put(String table, Fate fate, Grid grid) throws CutoutException {
    List<Long> shift = new ArrayList<>(List.of(0L, 0L));
    if (fate instanceof Fate.Boxed boxed) {
      for (int i = 0; i < Math.min(2, boxed.box().axes().size()); i++) {
        shift.set(i, boxed.box().axis(i).first() - 1);
      }
    }
    List<Long> before = shifts.putIfAbsent(table, shift);
    if (before != null && !before.equals(shift)) {
      throw new CutoutException(
          CutoutException.Kind.USAGE,
          "%s shares the distortions %s with an image that is cut elsewhere; name one extension by SUB."
              .formatted(grid, table),
          null);
    }
  }

  private static String key(String name, long version) {
    return name + " " + version;
  }

  /** Moves a table's origin, where its image's was moved. */
  void apply(Hdu hdu, HeaderEditor editor) throws FitsException {
    String name = hdu.name().toUpperCase(Locale.ROOT);
    List<Long> shift = shifts.get(key(name, hdu.header().whole("EXTVER", 1)));
    for (int i = 0; shift != null && i < 2; i++) {
      String keyword = "CRVAL" + (i + 1);
      long by = shift.get(i);
      if (by != 0 && !editor.shift(keyword, by)) {
        editor.set(keyword, BigDecimal.valueOf(-by));
      }
    }
  }

  /** Whether a table's origin has to move. */
  boolean moves(Hdu hdu) throws FitsException {
    String name = hdu.name().toUpperCase(Locale.ROOT);
    List<Long> shift = shifts.get(key(name, hdu.header().whole("EXTVER", 1)));
    return shift != null && !shift.equals(List.of(0L, 0L));
  }
}
