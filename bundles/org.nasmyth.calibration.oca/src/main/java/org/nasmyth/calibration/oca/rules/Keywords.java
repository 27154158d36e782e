// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keywords of a frame. Immutable.
 *
 * @param values only defined ones
 */
public record Keywords(Map<String, Value> values) {

  /** None. */
  public static final Keywords NONE = new Keywords(Map.of());

  /** Copies the map. */
  public Keywords {
    values = Map.copyOf(values);
  }

  /** The value of a keyword. */
  public Value get(String name) {
    return values.getOrDefault(name, Value.Undefined.NONE);
  }

  /** The same with what classification rules say, one after the other. */
  public Keywords classified(List<RuleSet.Classification> rules) {
    Map<String, Value> all = new HashMap<>(values);
    for (RuleSet.Classification rule : rules) {
      if (new Evaluation(all, NONE.values).holds(rule.when())) {
        assign(all, rule.assignments());
      }
    }
    return new Keywords(all);
  }

  /** The same with some assignments. */
  public Keywords with(List<RuleSet.Assignment> assignments) {
    Map<String, Value> all = new HashMap<>(values);
    assign(all, assignments);
    return new Keywords(all);
  }

  private static void assign(Map<String, Value> all, List<RuleSet.Assignment> assignments) {
    for (RuleSet.Assignment assignment : assignments) {
      Value value = new Evaluation(all, all).value(assignment.value());
      if (value.isDefined()) {
        all.put(assignment.keyword(), value);
      } else {
        all.remove(assignment.keyword());
      }
    }
  }
}
