// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.adql;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the words that somebody may have meant. Letters of either case are equal; a letter wrong,
 * missing, too many or swapped with its neighbour counts one (optimal string alignment). The answer
 * depends on the words alone, not on the order of the candidates.
 */
public final class Suggestions {

  /** Words longer than this are not compared; nobody mistypes them by hand. */
  private static final int MAXIMUM_LENGTH = 64;

  private Suggestions() {}

  /**
   * The nearest candidate.
   *
   * @param word what was written
   * @param candidates what could have been meant
   * @return the nearest one, as the candidates spell it; empty if none is near
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    return nearest(word, candidates, 1).stream().findFirst();
  }

  /**
   * The nearest candidates, best first.
   *
   * @param word what was written
   * @param candidates what could have been meant
   * @param limit how many to return at most
   */
  public static List<String> nearest(String word, Collection<String> candidates, int limit) {
    if (word.length() > MAXIMUM_LENGTH) {
      return List.of();
    }
    String folded = word.toLowerCase(Locale.ROOT);
    int bound = Math.min(3, Math.max(1, word.length() / 3));
    record Scored(String candidate, int distance) {}
    return candidates.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= bound)
        .map(
            candidate ->
                new Scored(candidate, distance(folded, candidate.toLowerCase(Locale.ROOT), bound)))
        .filter(scored -> scored.distance() <= bound && scored.distance() < word.length())
        .sorted(
            Comparator.comparingInt(Scored::distance)
                .thenComparing(Scored::candidate, String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Scored::candidate))
        .map(Scored::candidate)
        .distinct()
        .limit(limit)
        .toList();
  }

  /**
   * The distance of two words, or any number above {@code bound} as soon as it must be larger than
   * that.
   */
  private static int distance(String a, String b, int bound) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int best = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitution, 1 + Math.min(last[j], row[j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        best = Math.min(best, row[j]);
      }
      if (best > bound) {
        return best;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
