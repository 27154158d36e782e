// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.time.Instant;
import java.util.List;

/**
 * Whether files have passed quality control: as their table says, or because they are old enough.
 *
 * @param now the moment of the request, a modified Julian date
 * @param days how old is old enough
 */
record Certification(double now, double days) {

  private static final double EPOCH = 40_587;
  private static final double DAY_SECONDS = 86_400;

  static Certification at(Instant now, double days) {
    return new Certification(
        EPOCH + (now.getEpochSecond() + now.getNano() / 1e9) / DAY_SECONDS, days);
  }

  /** A file of which neither is known counts as certified. */
  boolean isCertified(Frame file) {
    Boolean told = file.certified();
    if (told != null) {
      return told;
    }
    return file.time().isEmpty() || file.time().getAsDouble() + days <= now;
  }

  boolean areCertified(List<Frame> files) {
    return files.stream().allMatch(this::isCertified);
  }
}
