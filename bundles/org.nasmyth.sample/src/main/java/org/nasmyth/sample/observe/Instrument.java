// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

import org.nasmyth.sample.sky.Site;

/**
 * An instrument.
 *
 * @param table its table within schema {@code ist}
 * @param name as dbo.raw.instrument spells it
 * @param prefix how the identifiers of its exposures begin
 * @param telescope as dbo.raw.telescope spells it
 * @param site where it stands
 * @param firstYear when it began
 * @param lastYear when it ended, or the year of the archive's epoch
 * @param exposures how many exposures of it the sample has
 * @param infrared whether its detectors need darks rather than biases
 * @param shortName how its templates and files are named
 */
public record Instrument(
    String table,
    String name,
    String prefix,
    String telescope,
    Site site,
    int firstYear,
    int lastYear,
    int exposures,
    boolean infrared,
    String shortName) {

  static Instrument parse(String[] f) {
    return new Instrument(
        f[0],
        f[1],
        f[2],
        f[3],
        Site.parse(f[4]),
        Integer.parseInt(f[5]),
        Integer.parseInt(f[6]),
        Integer.parseInt(f[7]),
        f[8].equals("i"),
        f[9]);
  }

  /** Whether it is a radio instrument, which has neither detectors' calibrations nor filters. */
  public boolean radio() {
    return telescope.startsWith("APEX");
  }
}
