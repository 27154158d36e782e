// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Field;

/**
 * The coordinate systems that a column's metadata fix beyond doubt: ObsCore's positions are ICRS
 * and its times MJD. Whatever else a catalogue's positions and times refer to, its metadata do not
 * say.
 */
enum CoordinateSystem {
  ICRS("<COOSYS ID=\"icrs\" system=\"ICRS\"/>\n", "icrs"),
  MJD(
      "<TIMESYS ID=\"mjd\" timeorigin=\"MJD-origin\" timescale=\"UTC\" refposition=\"UNKNOWN\"/>\n",
      "mjd");

  private final String element;
  private final String id;

  CoordinateSystem(String element, String id) {
    this.element = element;
    this.id = id;
  }

  /** The element that declares it. */
  String element() {
    return element;
  }

  /** What a FIELD refers to. */
  String id() {
    return id;
  }

  /** The system of a column; null where none is certain. */
  static @Nullable CoordinateSystem of(Field field) {
    if (field.utype() == null) {
      return null;
    }
    String utype = field.utype().toLowerCase(Locale.ROOT);
    if (utype.startsWith("obscore:char.spatialaxis.coverage.location.coord.position2d")
        || utype.startsWith("obscore:char.spatialaxis.coverage.support.area")) {
      return ICRS;
    }
    if (utype.startsWith("obscore:char.timeaxis.coverage.bounds.limits.")) {
      return MJD;
    }
    return null;
  }
}
