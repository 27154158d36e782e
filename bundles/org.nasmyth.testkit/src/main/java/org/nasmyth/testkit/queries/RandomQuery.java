// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.queries;

import java.util.List;

/**
 * A query whose result is the same wherever it is asked, but for the order of its rows and the last
 * digits of what transcendental functions give.
 *
 * @param adql the text
 * @param sortedBy the positions of the result's columns, counted from 0, that the rows are sorted
 *     by; empty where the order means nothing
 */
public record RandomQuery(String adql, List<Integer> sortedBy) {
  /** Copies the list. */
  public RandomQuery {
    sortedBy = List.copyOf(sortedBy);
  }
}
