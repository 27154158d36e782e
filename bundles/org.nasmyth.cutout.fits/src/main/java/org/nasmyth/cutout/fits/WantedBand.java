// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.products.Interval;
import org.nasmyth.wcs.motion.BandShift;

/**
 * The wavelengths that are wanted: in vacuum, barycentric, metres (SODA 1.0, section 3.3.2).
 *
 * @param interval of them, its upper end above 0
 */
record WantedBand(Interval interval) {

  /** Units that people forget to turn into metres, longest first. */
  private static final String[][] SLIPS = {
    {"micrometres", "1e-6"}, {"nanometres", "1e-9"}, {"Ångström", "1e-10"}
  };

  /**
   * Takes an interval up.
   *
   * @throws CutoutException if no light has such wavelengths
   */
  static WantedBand of(Interval interval) throws CutoutException {
    if (!(interval.high() > 0)) {
      throw new CutoutException(
          CutoutException.Kind.USAGE,
          "BAND is a range of wavelengths in metres, which are above 0; got %s to %s."
              .formatted(interval.low(), interval.high()),
          null);
    }
    return new WantedBand(interval);
  }

  /** The same light as an observer sees it, to whom an axis is relative. */
  Interval in(BandShift shift) {
    double[] ends = shift.apply(interval.low(), interval.high());
    return new Interval(ends[0], ends[1]);
  }

  /**
   * Says that nothing lies in the band where that is not a mistake in the unit.
   *
   * @param coverage shortest and longest wavelength that there is
   * @throws CutoutException if the numbers make sense in another unit
   */
  void refuseOtherUnit(double[] coverage) throws CutoutException {
    for (String[] slip : SLIPS) {
      double unit = Double.parseDouble(slip[1]);
      boolean finite = Double.isFinite(interval.low()) && Double.isFinite(interval.high());
      if (finite && interval.low() * unit <= coverage[1] && interval.high() * unit >= coverage[0]) {
        throw new CutoutException(
            CutoutException.Kind.USAGE,
            ("BAND is in metres; %s to %s looks like %s. This file covers %.6g to %.6g; ask for"
                    + " BAND=%s %s.")
                .formatted(
                    interval.low(),
                    interval.high(),
                    slip[0],
                    coverage[0],
                    coverage[1],
                    (float) (interval.low() * unit),
                    (float) (interval.high() * unit)),
            null);
      }
    }
  }
}
