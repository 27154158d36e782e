// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.calibration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that are processed together, and the calibrations that they need; a tree, because
 * calibrations need calibrations.
 *
 * @param category the rule's word for these files, such as {@code FLAT_SKY}
 * @param certified whether the files and all calibrations below them have passed the archive's
 *     quality control
 * @param complete whether everything that the rules ask for was found, here and below
 * @param match how the files fit what they belong to: {@code calib_plan} for within the time that
 *     the calibration plan allows, {@code extended} for outside of it but better than nothing,
 *     {@code N/A} where time does not matter; null at the root
 * @param files in the order of their identifiers; at the root the frame that was asked for and
 *     those that were taken to be processed with it. Empty where nothing was found that the rules
 *     ask for.
 * @param messages what a person should know, such as what is missing; may be empty
 * @param calibrations what the files need, in the order of the rules
 */
public record Association(
    String category,
    boolean certified,
    boolean complete,
    @Nullable String match,
    List<CalibrationFile> files,
    List<String> messages,
    List<Association> calibrations) {

  /** Copies the lists. */
  public Association {
    files = List.copyOf(files);
    messages = List.copyOf(messages);
    calibrations = List.copyOf(calibrations);
  }
}
