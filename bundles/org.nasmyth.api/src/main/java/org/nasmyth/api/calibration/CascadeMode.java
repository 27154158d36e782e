// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.calibration;

import java.util.Arrays;
import java.util.Optional;

/** Which calibrations a cascade leads to. */
public enum CascadeMode {
  /** Raw calibration frames, with those that these in turn need. */
  RAW_TO_RAW("Raw2Raw"),
  /** Master calibrations, made from raw ones. */
  RAW_TO_MASTER("Raw2Master");

  private final String word;

  CascadeMode(String word) {
    this.word = word;
  }

  /** The word for it in requests and documents of ESO's service, such as {@code Raw2Raw}. */
  public String word() {
    return word;
  }

  /**
   * Reads a client's word, in upper or lower case.
   *
   * @return empty if it is none of the words
   */
  public static Optional<CascadeMode> read(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word.equalsIgnoreCase(word)).findFirst();
  }
}
