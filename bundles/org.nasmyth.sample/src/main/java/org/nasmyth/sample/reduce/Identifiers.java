// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.reduce;

import java.util.HashSet;
import java.util.Set;
import org.nasmyth.sample.sky.Moment;

/** Gives files their identifiers, each once. */
final class Identifiers {

  /** Between two files of one delivery, in seconds. */
  private static final double STEP = 1.323;

  private final Set<Long> products = new HashSet<>();
  private final Set<String> masters = new HashSet<>();
  private long internal = 1_000_000;

  /** An identifier of a file that came into the archive at about a time. */
  String product(Moment about) {
    Moment time = about;
    while (!products.add(time.millis())) {
      time = time.plusSeconds(STEP);
    }
    return "ADP." + time.iso();
  }

  /** An identifier of a master calibration made at about a time. */
  String master(String prefix, Moment about) {
    Moment time = about;
    String id = "M." + prefix + "." + time.iso();
    while (!masters.add(id)) {
      time = time.plusSeconds(STEP);
      id = "M." + prefix + "." + time.iso();
    }
    return id;
  }

  /** The next key for phase3v2.provenance. */
  long internal() {
    return internal++;
  }
}
