// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.nasmyth.calibration.oca.rules.Keywords;
import org.nasmyth.calibration.oca.rules.RuleSet;
import org.nasmyth.calibration.oca.rules.Value;

/**
 * Raw frames that a rule puts together.
 *
 * @param rule the rule
 * @param action how they are processed
 * @param files at least one, in the order of time
 */
record Group(RuleSet.Organisation rule, RuleSet.Action action, List<Frame> files) {

  /** Copies the list. */
  Group {
    files = List.copyOf(files);
  }

  /** The frame whose keywords are the group's. */
  Frame first() {
    return files.get(0);
  }

  /** The same with those of its frames only that may take part. */
  Optional<Group> of(Predicate<Frame> visible) {
    List<Frame> left = files.stream().filter(visible).toList();
    return left.isEmpty() || left.size() < rule.least()
        ? Optional.empty()
        : Optional.of(new Group(rule, action, left));
  }

  /**
   * Puts frames together.
   *
   * @param frames classified frames for which the rule's condition holds
   */
  static List<Group> of(
      RuleSet.Organisation rule, RuleSet.Action action, List<Frame> frames, Nights nights) {
    Map<List<Object>, List<Frame>> byKey = new LinkedHashMap<>();
    for (Frame frame : frames) {
      byKey.computeIfAbsent(key(rule, frame, nights), k -> new ArrayList<>()).add(frame);
    }
    List<Group> groups = new ArrayList<>();
    for (List<Frame> files : byKey.values()) {
      files.sort(Frame.BY_TIME);
      groups.add(new Group(rule, action, files));
    }
    return groups;
  }

  /** What frames of a group have in common: the rule's keywords, and the night. */
  static List<Object> key(RuleSet.Organisation rule, Frame frame, Nights nights) {
    List<Object> key = new ArrayList<>();
    if (rule.groupBy().isEmpty()) {
      key.add(frame.id());
    } else {
      rule.groupBy().forEach(keyword -> key.add(frame.keywords().get(keyword)));
      key.add(frame.time().isPresent() ? nights.of(frame.time().getAsDouble()) : 0L);
    }
    return key;
  }

  /**
   * The keywords of what becomes of a group: those of its first frame but for what tells of raw
   * frames, those that the rule gives to the product, and what classification says of that.
   */
  static Keywords product(RuleSet.MadeProduct product, RuleSet rules, Frame first) {
    Map<String, Value> values = new LinkedHashMap<>(first.own().values());
    values.keySet().removeIf(Group::isOfRaw);
    return new Keywords(values).with(product.assignments()).classified(rules.classifications());
  }

  /** Whether a keyword tells of raw frames only. */
  static boolean isOfRaw(String keyword) {
    return keyword.startsWith("DPR.");
  }
}
