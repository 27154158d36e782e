// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Field;

/**
 * Finds the columns that hold each row's position: by UCD, else by name. Only degrees count, stated
 * or silent.
 */
final class PositionFinder {

  private static final Map<String, String> PARTNERS =
      Map.ofEntries(
          Map.entry("ra", "dec"),
          Map.entry("s_ra", "s_dec"),
          Map.entry("_raj2000", "_dej2000"),
          Map.entry("raj2000", "dej2000"),
          Map.entry("ra_icrs", "de_icrs"),
          Map.entry("_ra", "_de"),
          Map.entry("ra2000", "dec2000"),
          Map.entry("ra_j2000", "dec_j2000"),
          Map.entry("ra_deg", "dec_deg"),
          Map.entry("radeg", "decdeg"),
          Map.entry("raj2000_deg", "decj2000_deg"),
          Map.entry("alpha_j2000", "delta_j2000"),
          Map.entry("right_ascension", "declination"));
  private static final List<String> PREFERRED =
      List.of(
          "ra",
          "s_ra",
          "_raj2000",
          "raj2000",
          "ra_icrs",
          "_ra",
          "ra2000",
          "ra_j2000",
          "ra_deg",
          "radeg",
          "raj2000_deg",
          "alpha_j2000",
          "right_ascension");
  private static final Set<String> DEGREES = Set.of("deg", "degree", "degrees");

  private PositionFinder() {}

  /**
   * Where the position is.
   *
   * @param longitude index of the column of right ascensions
   * @param latitude index of the column of declinations
   * @param by how they were found
   */
  record Found(int longitude, int latitude, String by) {}

  /** Candidates, the best first; their values have not been looked at. */
  static List<Found> candidates(List<Field> fields) {
    List<Found> found = new ArrayList<>();
    addByUcd(fields, found, "pos.eq.ra;meta.main", "pos.eq.dec;meta.main");
    addByUcd(fields, found, "pos_eq_ra_main", "pos_eq_dec_main");
    addByUcd(fields, found, "pos.eq.ra", "pos.eq.dec");
    for (String name : PREFERRED) {
      int longitude = indexOf(fields, name);
      int latitude = indexOf(fields, PARTNERS.getOrDefault(name, ""));
      if (latitude < 0 && name.endsWith("j2000")) {
        latitude = indexOf(fields, name.replace("raj2000", "decj2000"));
      }
      if (longitude >= 0 && latitude >= 0) {
        found.add(new Found(longitude, latitude, "name"));
      }
    }
    return found.stream()
        .filter(f -> usable(fields.get(f.longitude)) && usable(fields.get(f.latitude)))
        .distinct()
        .toList();
  }

  private static void addByUcd(List<Field> fields, List<Found> found, String ra, String dec) {
    int longitude = only(fields, ra);
    int latitude = only(fields, dec);
    if (longitude >= 0 && latitude >= 0) {
      found.add(new Found(longitude, latitude, "UCD"));
    }
  }

  private static int only(List<Field> fields, String ucd) {
    int index = -1;
    for (int i = 0; i < fields.size(); i++) {
      String own = fields.get(i).ucd();
      if (own != null && own.strip().toLowerCase(Locale.ROOT).equals(ucd)) {
        if (index >= 0) {
          return -1;
        }
        index = i;
      }
    }
    return index;
  }

  private static int indexOf(List<Field> fields, String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean usable(Field field) {
    @Nullable String unit = field.unit();
    return field.type().isNumeric()
        && (unit == null || DEGREES.contains(unit.toLowerCase(Locale.ROOT)));
  }
}
