// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.choice;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant. */
final class Spelling {

  private Spelling() {}

  /** The candidate that takes the fewest changes, if those are at most a third of the letters. */
  static Optional<String> nearest(String given, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> changes(given, candidate) <= Math.max(1, given.length() / 3))
        .min(
            Comparator.comparingInt((String candidate) -> changes(given, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int changes(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
