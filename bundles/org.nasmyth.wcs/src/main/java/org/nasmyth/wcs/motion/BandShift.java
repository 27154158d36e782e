// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.motion;

import java.util.Locale;
import java.util.Optional;
import org.nasmyth.wcs.SpectralAxis;
import org.nasmyth.wcs.WcsException;

/**
 * By what barycentric wavelengths have to be multiplied to be those of an axis. Where that is not
 * known exactly, because a cube shows more than one direction or a header does not tell enough, it
 * is a range.
 *
 * @param least the least factor
 * @param greatest the greatest factor
 * @param note what was done, for a history; empty if nothing was
 */
public record BandShift(double least, double greatest, Optional<String> note) {

  private static final BandShift NONE = new BandShift(1, 1, Optional.empty());

  /**
   * Finds the shift.
   *
   * @param frame what the axis is relative to; taken as barycentric if it is not told or unknown. A
   *     topocentric one is shifted by VELOSYS, if it is there
   * @param observer who observed, and whereto
   * @throws WcsException if the axis is relative to the source, whose motion nobody knows
   */
  public static BandShift of(SpectralAxis.Frame frame, Observer observer) {
    String name = frame.specsys().strip();
    if (name.equalsIgnoreCase("SOURCE")) {
      throw new WcsException(
          "SPECSYS = 'SOURCE': the wavelengths are those at the source, whose motion is not told.");
    }
    Optional<StandardOfRest> standard = StandardOfRest.of(name);
    if (standard.isEmpty()) {
      return name.isEmpty()
          ? NONE
          : new BandShift(
              1,
              1,
              Optional.of("BAND was taken as " + name + ", without a shift from the barycentre"));
    }
    if (standard.get() == StandardOfRest.BARYCENT) {
      return NONE;
    }
    if (standard.get() == StandardOfRest.TOPOCENT && Math.abs(frame.velosys()) < Motion.LIGHT) {
      // VELOSYS is positive where the observer moves away from the source, compared with the
      // barycentre (Paper III, section 7).
      double ratio = Math.sqrt((Motion.LIGHT + frame.velosys()) / (Motion.LIGHT - frame.velosys()));
      return new BandShift(
          ratio,
          ratio,
          Optional.of("BAND was shifted from the barycentre to the observatory by VELOSYS"));
    }
    Motion motion = standard.get().motion(observer);
    double[] towards = motion.towards(observer.sight());
    return new BandShift(
        motion.factor(towards[1]),
        motion.factor(towards[0]),
        Optional.of(
            String.format(
                Locale.ROOT,
                "BAND was shifted from the barycentre to %s, which moves with %.3f +- %.3f km/s"
                    + " towards the source",
                standard.get(),
                (towards[0] + towards[1]) / 2e3,
                (towards[1] - towards[0]) / 2e3)));
  }

  /**
   * A band as the axis has it.
   *
   * @param low the least barycentric wavelength; may be negative infinity
   * @param high the greatest; may be infinity
   * @return both ends
   */
  public double[] apply(double low, double high) {
    return new double[] {low > 0 ? low * least : low, high * greatest};
  }
}
