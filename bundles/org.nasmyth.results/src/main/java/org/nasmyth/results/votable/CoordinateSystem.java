// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Field;

/**
 * A coordinate system that columns refer to. Certain by their metadata are ObsCore's positions and
 * times, positions in galactic coordinates, and timestamps, which DALI has in UTC; the frame of
 * other positions is told by who runs the service.
 *
 * @param id what a FIELD refers to
 * @param element the element that declares it
 */
record CoordinateSystem(String id, String element) {

  private static final CoordinateSystem MJD =
      new CoordinateSystem(
          "mjd",
          "<TIMESYS ID=\"mjd\" timeorigin=\"MJD-origin\" timescale=\"UTC\""
              + " refposition=\"UNKNOWN\"/>\n");

  private static final CoordinateSystem UTC =
      new CoordinateSystem(
          "utc", "<TIMESYS ID=\"utc\" timescale=\"UTC\" refposition=\"UNKNOWN\"/>\n");

  /**
   * The system of a column; null where none is certain.
   *
   * @param frame the frame of equatorial positions that say no other; null where it is not known
   */
  static @Nullable CoordinateSystem of(Field field, @Nullable String frame) {
    String utype = lower(field.utype());
    if (utype.startsWith("obscore:char.spatialaxis.coverage.location.coord.position2d")
        || utype.startsWith("obscore:char.spatialaxis.coverage.support.area")) {
      return celestial("ICRS");
    }
    if (utype.startsWith("obscore:char.timeaxis.coverage.bounds.limits.")) {
      return MJD;
    }
    if (field.type().isTimestamp()) {
      return UTC;
    }
    if (isAbout("pos.galactic", field)) {
      return celestial("galactic");
    }
    boolean equatorial = isAbout("pos.eq", field) || field.type().isGeometry();
    return frame != null && equatorial ? celestial(frame) : null;
  }

  private static boolean isAbout(String word, Field field) {
    return Arrays.stream(lower(field.ucd()).split(";", -1))
        .map(String::strip)
        .anyMatch(atom -> atom.equals(word) || atom.startsWith(word + "."));
  }

  private static CoordinateSystem celestial(String system) {
    String id = system.toLowerCase(Locale.ROOT);
    return new CoordinateSystem(id, "<COOSYS ID=\"" + id + "\" system=\"" + system + "\"/>\n");
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
