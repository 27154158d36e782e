// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

/** The part of a SELECT in which an expression stands. */
enum Clause {
  SELECT("SELECT", true),
  ON("ON", false),
  WHERE("WHERE", false),
  GROUP_BY("GROUP BY", false),
  HAVING("HAVING", true),
  ORDER_BY("ORDER BY", true);

  private final String keyword;
  private final boolean allowsAggregates;

  Clause(String keyword, boolean allowsAggregates) {
    this.keyword = keyword;
    this.allowsAggregates = allowsAggregates;
  }

  String keyword() {
    return keyword;
  }

  boolean allowsAggregates() {
    return allowsAggregates;
  }
}
