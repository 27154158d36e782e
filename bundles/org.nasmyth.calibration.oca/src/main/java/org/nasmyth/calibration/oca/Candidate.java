// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.calibration.oca.rules.Keywords;
import org.nasmyth.calibration.oca.rules.RuleSet.MadeProduct;

/**
 * What may be chosen: a file, or what becomes of a group of raw frames.
 *
 * @param group the group; null for a file
 * @param product what becomes of it; null for a file
 * @param files the group's files, or the one
 * @param keywords of what becomes of the group if the file at the same place is its first, because
 *     earlier ones may not take part; for a file its own
 */
record Candidate(
    @Nullable Group group,
    @Nullable MadeProduct product,
    List<Frame> files,
    List<Keywords> keywords) {

  /** Copies the lists. */
  Candidate {
    files = List.copyOf(files);
    keywords = List.copyOf(keywords);
  }

  static Candidate of(Frame file) {
    return new Candidate(null, null, List.of(file), List.of(file.keywords()));
  }

  static Candidate of(Group group, MadeProduct product, List<Keywords> keywords) {
    return new Candidate(group, product, group.files(), keywords);
  }
}
