// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.sphere.Region;

/**
 * A statement being made: parameters, and the region constants that live as long as it does. Equal
 * values share one parameter, so that an expression in GROUP BY is the same text as its twin in
 * SELECT. Expressions are made as strings, from inside out; used by one thread.
 */
final class SqlText {

  private final RegionConstants constants;
  private final Map<Object, Integer> numbers = new LinkedHashMap<>();
  private final List<Object> parameters = new ArrayList<>();
  private final List<Runnable> releases = new ArrayList<>();
  private final Map<Region, Long> regionNumbers = new LinkedHashMap<>();

  SqlText(RegionConstants constants) {
    this.constants = constants;
  }

  /**
   * Writes a value as a parameter.
   *
   * @param value Long, Double, Boolean, String, or a {@link ListParameter}
   * @param sqlType what it is to be in SQL
   */
  String parameter(Object value, String sqlType) {
    Integer number = numbers.get(value);
    if (number == null) {
      parameters.add(value);
      number = parameters.size();
      numbers.put(value, number);
    }
    return "CAST($" + number + " AS " + sqlType + ")";
  }

  /** The number of a region that is the same for all rows. */
  long regionNumber(Region region) {
    return regionNumbers.computeIfAbsent(
        region,
        added -> {
          long number = constants.add(added);
          releases.add(() -> constants.remove(number));
          return number;
        });
  }

  /** The parameters in order. */
  List<Object> parameters() {
    return List.copyOf(parameters);
  }

  /** Has something done when the statement is no longer needed. */
  void onRelease(Runnable action) {
    releases.add(action);
  }

  /** Gives back what the statement needs; it cannot run any more. */
  void release() {
    releases.forEach(Runnable::run);
    releases.clear();
  }

  /**
   * Many values as one parameter, because DuckDB's time for a statement grows with the square of
   * its number of parameters.
   *
   * @param sqlType the type of an element
   * @param values Long, Double, String or null
   */
  record ListParameter(String sqlType, List<@Nullable Object> values) {}
}
