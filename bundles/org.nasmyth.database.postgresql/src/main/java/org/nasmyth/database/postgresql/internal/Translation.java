// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.List;

/**
 * A query in PostgreSQL's language.
 *
 * @param sql the statement, with question marks
 * @param parameters their values, as {@link SqlText#parameter} takes them
 */
record Translation(String sql, List<Object> parameters) {
  Translation {
    parameters = List.copyOf(parameters);
  }
}
