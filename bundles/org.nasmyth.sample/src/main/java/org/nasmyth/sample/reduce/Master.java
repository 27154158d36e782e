// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.reduce;

import java.util.List;
import org.nasmyth.sample.observe.Exposure;
import org.nasmyth.sample.sky.Moment;

/**
 * A master calibration.
 *
 * @param id its identifier, {@code M.MUSE.2018-06-11T08:52:34.073}
 * @param internalId its key in phase3v2.provenance
 * @param category {@code CALIB.MASTER.BIAS} and the like
 * @param made when it was made
 * @param sources the raw frames that it was made from; at least one
 */
public record Master(
    String id, long internalId, String category, Moment made, List<Exposure> sources) {

  /** Copies the list. */
  public Master {
    sources = List.copyOf(sources);
  }

  /** Its size in kilobytes. */
  public long size() {
    return 8_000 + sources.size() * 3_000L;
  }
}
