// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A right of one caller's.
 *
 * @param programme to this programme; null for whatever programme
 * @param instrument to this instrument; null for whatever instrument
 * @param data whether to data, too, or to metadata alone
 * @param expires when it ends; null for never
 * @param holder who has it, for the operator: {@code user pi}
 */
record Grant(
    @Nullable String programme,
    @Nullable String instrument,
    boolean data,
    @Nullable Instant expires,
    String holder) {

  /** Checks that it is a right to something that has a name. */
  Grant {
    if (programme == null && instrument == null) {
      throw new IllegalArgumentException("A grant names a programme or an instrument.");
    }
  }

  boolean isInForce(Instant now) {
    return expires == null || now.isBefore(expires);
  }

  /** Whether it is a right to what belongs to a programme and was taken with an instrument. */
  boolean covers(@Nullable String itsProgramme, @Nullable String itsInstrument) {
    return (programme == null || programme.equals(itsProgramme))
        && (instrument == null || instrument.equals(itsInstrument));
  }

  /** In words, for the operator. */
  String shown() {
    StringBuilder text = new StringBuilder(holder);
    text.append(data ? " has a grant to data of" : " has a grant to metadata of");
    if (programme != null) {
      text.append(" programme ").append(programme);
    }
    if (instrument != null) {
      text.append(" instrument ").append(instrument);
    }
    return text.append(expires == null ? "" : " until " + expires).toString();
  }
}
