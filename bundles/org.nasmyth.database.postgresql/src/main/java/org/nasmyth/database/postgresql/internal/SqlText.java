// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement being made. Expressions are made as strings, from inside out and out of order, while
 * the driver counts parameters by their order in the text; so each stands there under a number
 * between two control characters until the text is complete. Used by one thread.
 */
final class SqlText {

  /** The most parameters that PostgreSQL's protocol can count. */
  static final int MOST_PARAMETERS = 65_535;

  private static final char OPEN = '\u0001';
  private static final char CLOSE = '\u0002';

  private final List<Object> values = new ArrayList<>();

  /**
   * Many values as one parameter.
   *
   * @param element the SQL name of an element's type
   * @param values Long, Double, String, LocalDateTime or null
   */
  record ArrayParameter(String element, List<? extends @Nullable Object> values) {}

  /**
   * Writes a value as a parameter.
   *
   * @param value Long, Double, Boolean, String, LocalDateTime or an {@link ArrayParameter}
   * @param sqlType what it is to be in SQL
   */
  String parameter(Object value, String sqlType) {
    values.add(value);
    return "CAST(" + OPEN + (values.size() - 1) + CLOSE + " AS " + sqlType + ")";
  }

  /** Puts question marks where parameters are, in whatever order they now have. */
  Translation complete(String sql) {
    StringBuilder text = new StringBuilder(sql.length());
    List<Object> parameters = new ArrayList<>(values.size());
    int from = 0;
    for (int open = sql.indexOf(OPEN); open >= 0; open = sql.indexOf(OPEN, from)) {
      int close = sql.indexOf(CLOSE, open);
      text.append(sql, from, open).append('?');
      parameters.add(values.get(Integer.parseInt(sql, open + 1, close, 10)));
      from = close + 1;
    }
    return new Translation(text.append(sql, from, sql.length()).toString(), parameters);
  }
}
