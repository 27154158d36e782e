// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

import java.util.List;
import org.nasmyth.sample.sky.Moment;

/**
 * An observing programme.
 *
 * @param id programme and run, {@code 091.B-0088(B)} or {@code 110.23ZX.001}
 * @param title in upper case, marked as simulated
 * @param type its type
 * @param period observing period
 * @param people principal investigator first; all invented
 * @param visitor whether the observers came along
 * @param proprietaryMonths how long its data are proprietary
 * @param privacy how it is to be kept
 */
public record Programme(
    String id,
    String title,
    Type type,
    int period,
    List<String> people,
    boolean visitor,
    int proprietaryMonths,
    Privacy privacy) {

  /** When the data of a held programme become public: far enough for any reader of the sample. */
  public static final Moment HELD_UNTIL = new Moment(4_102_358_400_000L);

  /** The types of programme. */
  public enum Type {
    NORMAL(0, "Normal"),
    GTO(1, "GTO"),
    DDT(2, "DDT"),
    TOO(3, "ToO"),
    LARGE(4, "Large"),
    SHORT(5, "Short"),
    CALIBRATION(6, "Calibration"),
    MONITORING(7, "Monitoring");

    private final int number;
    private final String word;

    Type(int number, String word) {
      this.number = number;
      this.word = word;
    }

    /** The number that dbo.raw.prog_type holds. */
    public int number() {
      return number;
    }

    /** The word that the tables of schema {@code ist} hold. */
    public String word() {
      return word;
    }
  }

  /** How a programme is to be kept. */
  public enum Privacy {
    /** Public when the proprietary time ends. */
    NORMAL,
    /** Its data stay proprietary until {@link #HELD_UNTIL}. */
    HELD,
    /** Held, and even the existence of its observations is to be hidden from others. */
    METADATA_PRIVATE
  }

  /** When an exposure of it becomes public. */
  public Moment release(Moment observed) {
    return privacy == Privacy.NORMAL ? observed.plusMonths(proprietaryMonths) : HELD_UNTIL;
  }

  /** The people as dbo.raw.pi_coi lists them. */
  public String piCoi() {
    return String.join("/ ", people);
  }
}
