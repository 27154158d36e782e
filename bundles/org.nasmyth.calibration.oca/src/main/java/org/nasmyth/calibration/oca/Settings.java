// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the configuration says.
 *
 * @param rules the folder of rules
 * @param tables tables of raw frames and of calibrations; at least one of raw frames
 * @param certifiedAfterDays how old a file has to be to count as certified
 * @param noon when nights begin, hours UTC
 * @param mostRows of how many rows one search chooses
 */
record Settings(
    Path rules, List<FrameTable> tables, double certifiedAfterDays, double noon, int mostRows) {

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException naming the key and what is wrong with its value
   */
  static Settings of(OcaConfiguration configuration) {
    List<FrameTable> tables =
        Arrays.stream(configuration.frames())
            .filter(line -> !line.isBlank())
            .map(line -> FrameTable.parse("frames", line))
            .toList();
    if (tables.stream().noneMatch(table -> table.kind() == FrameTable.Kind.RAW)) {
      throw new IllegalArgumentException("frames: there is no table of raw frames");
    }
    if (!(configuration.certifiedAfterDays() >= 0)) {
      throw new IllegalArgumentException("certifiedAfterDays: a number of days is not negative");
    }
    if (!(configuration.noon() >= 0 && configuration.noon() < 24)) {
      throw new IllegalArgumentException("noon: an hour of the day is at least 0 and less than 24");
    }
    if (configuration.mostRows() < 1 || configuration.mostRows() > 10_000_000) {
      throw new IllegalArgumentException("mostRows: it has to be between 1 and 10000000");
    }
    return new Settings(
        folder(configuration.rules()),
        tables,
        configuration.certifiedAfterDays(),
        configuration.noon(),
        configuration.mostRows());
  }

  private static Path folder(String written) {
    try {
      if (!written.isBlank()) {
        return Path.of(written.strip());
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("rules: '" + written + "' names no folder", e);
    }
    throw new IllegalArgumentException("rules: it names no folder");
  }
}
