// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.Comparator;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.nasmyth.calibration.oca.rules.Keywords;
import org.nasmyth.calibration.oca.rules.RuleSet;
import org.nasmyth.calibration.oca.rules.Value;

/**
 * A row of a table of frames.
 *
 * @param id its identifier
 * @param kind what it is
 * @param certified what the table says of its quality control; null where it says nothing
 * @param own its keywords
 * @param keywords the same with those that classification gives it
 */
record Frame(
    String id, FrameTable.Kind kind, @Nullable Boolean certified, Keywords own, Keywords keywords) {

  /** The one that was taken first is first; those without a time are last. */
  static final Comparator<Frame> BY_TIME =
      Comparator.comparingDouble((Frame frame) -> frame.time().orElse(Double.POSITIVE_INFINITY))
          .thenComparing(Frame::id);

  /** When it was taken, a modified Julian date. */
  OptionalDouble time() {
    return keywords.get(FrameTable.TIME).asNumber();
  }

  /** The same with what classification gives it. */
  Frame classified(RuleSet rules) {
    return new Frame(id, kind, certified, own, own.classified(rules.classifications()));
  }

  /** How a pipeline calls it. */
  String category(String otherwise) {
    for (String keyword : new String[] {"DO.CATG", "REFLEX.CATG", "PRO.CATG", "RAW.TYPE"}) {
      Value value = keywords.get(keyword);
      if (value.isDefined() && !value.written().isBlank()) {
        return value.written();
      }
    }
    return otherwise;
  }

  /** What it is where no rule has a word for it. */
  String unclassified() {
    String type = own.get("DPR.TYPE").written();
    return type.isBlank() ? "UNKNOWN" : type;
  }

  /** How rules call it. */
  String type(String otherwise) {
    Value value = keywords.get("RAW.TYPE");
    return value.isDefined() && !value.written().isBlank() ? value.written() : otherwise;
  }
}
