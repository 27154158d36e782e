// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.nasmyth.api.products.Interval;
import org.nasmyth.calibration.oca.rules.Value;

/**
 * What a database can be asked for instead of a rule's condition: all frames for which that holds
 * are among those for which this does, and perhaps others.
 */
sealed interface Weaker {

  /** Holds for all. */
  Weaker ANY = new Any();

  /** Holds for none. */
  Weaker NONE = new None();

  /** Holds for all. */
  record Any() implements Weaker {}

  /** Holds for none. */
  record None() implements Weaker {}

  /** All hold; at least two. */
  record All(Set<Weaker> parts) implements Weaker {
    /** Copies the set. */
    public All {
      parts = Set.copyOf(parts);
    }
  }

  /** At least one holds; at least two. */
  record Some(Set<Weaker> parts) implements Weaker {
    /** Copies the set. */
    public Some {
      parts = Set.copyOf(parts);
    }
  }

  /** A keyword has one of some values. */
  record OneOf(String keyword, Set<Value> values) implements Weaker {
    /** Copies the set. */
    public OneOf {
      values = Set.copyOf(values);
    }
  }

  /** A keyword is a number within some ranges. */
  record Within(String keyword, Ranges ranges) implements Weaker {}

  /** A keyword is a text like a pattern with {@code %} for any text. */
  record Like(String keyword, String pattern) implements Weaker {}

  /** A keyword has a value. */
  record Defined(String keyword) implements Weaker {}

  /** All of some hold. Values are not intersected: 5 and "5.0" may both be a column's. */
  static Weaker all(Collection<Weaker> parts) {
    Set<Weaker> flat = new HashSet<>();
    Map<String, Ranges> ranges = new HashMap<>();
    List<Weaker> open = new ArrayList<>(parts);
    for (int i = 0; i < open.size(); i++) {
      Weaker part = open.get(i);
      if (part instanceof None) {
        return NONE;
      } else if (part instanceof All all) {
        open.addAll(all.parts());
      } else if (part instanceof Within within) {
        ranges.merge(within.keyword(), within.ranges(), Ranges::common);
      } else if (!(part instanceof Any)) {
        flat.add(part);
      }
    }
    for (Map.Entry<String, Ranges> one : ranges.entrySet()) {
      if (one.getValue().isEmpty()) {
        return NONE;
      }
      flat.add(new Within(one.getKey(), one.getValue()));
    }
    return flat.isEmpty() ? ANY : flat.size() == 1 ? flat.iterator().next() : new All(flat);
  }

  /** One of some holds. */
  static Weaker some(Collection<Weaker> parts) {
    Set<Weaker> flat = new HashSet<>();
    Map<String, List<Interval>> ranges = new HashMap<>();
    Map<String, Set<Value>> values = new HashMap<>();
    List<Weaker> open = new ArrayList<>(parts);
    for (int i = 0; i < open.size(); i++) {
      Weaker part = open.get(i);
      if (part instanceof Any) {
        return ANY;
      } else if (part instanceof Some some) {
        open.addAll(some.parts());
      } else if (part instanceof Within within) {
        ranges
            .computeIfAbsent(within.keyword(), k -> new ArrayList<>())
            .addAll(within.ranges().intervals());
      } else if (part instanceof OneOf oneOf) {
        values.computeIfAbsent(oneOf.keyword(), k -> new HashSet<>()).addAll(oneOf.values());
      } else if (!(part instanceof None)) {
        flat.add(part);
      }
    }
    ranges.forEach((keyword, allowed) -> flat.add(new Within(keyword, Ranges.union(allowed))));
    values.forEach((keyword, allowed) -> flat.add(new OneOf(keyword, allowed)));
    return flat.isEmpty() ? NONE : flat.size() == 1 ? flat.iterator().next() : new Some(flat);
  }

  /** The same with other ranges of a keyword, none narrower. */
  static Weaker widened(Weaker condition, String keyword, UnaryOperator<Ranges> wider) {
    if (condition instanceof All all) {
      return all(all.parts().stream().map(part -> widened(part, keyword, wider)).toList());
    }
    if (condition instanceof Some some) {
      return some(some.parts().stream().map(part -> widened(part, keyword, wider)).toList());
    }
    return condition instanceof Within within && within.keyword().equals(keyword)
        ? new Within(keyword, wider.apply(within.ranges()))
        : condition;
  }
}
