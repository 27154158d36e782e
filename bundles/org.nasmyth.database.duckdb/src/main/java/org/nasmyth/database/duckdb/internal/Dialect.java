// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.duckdb.internal;

import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.query.Query;

/**
 * Turns bound queries into DuckDB's SQL. Values go as parameters, sources are called by their ids
 * and columns by their position, so that no text of a user's becomes SQL.
 */
final class Dialect {

  private final RegionConstants constants;
  private final JavaFunctions functions;

  Dialect(RegionConstants constants, JavaFunctions functions) {
    this.constants = constants;
    this.functions = functions;
  }

  /**
   * Translates a query. Deep trees need a deep stack.
   *
   * @param maxRows deliver no more rows than this
   * @param archive where the query's tables are stored
   * @throws DatabaseException if a table is gone or a function cannot be run
   */
  Translation translate(Query query, long maxRows, Archive archive) throws DatabaseException {
    QueryWriter writer = new QueryWriter(new SqlText(constants), archive, functions, false);
    Translation first = writer.translate(query, maxRows);
    if (!writer.needsBarriers()) {
      return first;
    }
    first.release();
    return new QueryWriter(new SqlText(constants), archive, functions, true)
        .translate(query, maxRows);
  }
}
