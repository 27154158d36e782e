// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.observe;

import java.util.List;

/**
 * All that was observed.
 *
 * @param equipment what it was observed with
 * @param programmes the programmes, by identifier
 * @param exposures all raw frames, instrument by instrument, in order of time
 * @param runs the science exposures, observation block by observation block
 */
public record Observed(
    Equipment equipment,
    List<Programme> programmes,
    List<Exposure> exposures,
    List<ScienceRun> runs) {

  /**
   * The science exposures of one observation block.
   *
   * @param science at least one
   * @param calibrations those of the night that fit them, biases before flats before arcs
   */
  public record ScienceRun(List<Exposure> science, List<Exposure> calibrations) {

    /** The first science exposure, which tells what all have in common. */
    public Exposure first() {
      return science.get(0);
    }
  }
}
