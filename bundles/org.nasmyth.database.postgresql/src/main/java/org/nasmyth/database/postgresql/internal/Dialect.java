// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.query.Query;

/**
 * Turns bound queries into PostgreSQL's SQL. Values go as parameters, sources are called by their
 * ids, and the only names are those of tables and columns as PostgreSQL's own catalogue spells
 * them, so that no text of a user's becomes SQL.
 */
final class Dialect {

  private Dialect() {}

  /** The name by which functions' templates are chosen. */
  static final String NAME = "postgresql";

  /**
   * Translates a query.
   *
   * @param maxRows deliver no more rows than this
   * @param archive where the query's tables are stored
   * @throws DatabaseException if a table is gone, the query is nested too deeply, or something
   *     cannot be done in this database
   */
  static Translation translate(Query query, long maxRows, Archive archive)
      throws DatabaseException {
    try {
      QueryWriter writer = new QueryWriter(archive, false);
      Translation first = writer.translate(query, maxRows);
      return writer.needsBarriers()
          ? new QueryWriter(archive, true).translate(query, maxRows)
          : first;
    } catch (StackOverflowError e) {
      throw new DatabaseException(
          DatabaseException.Kind.UNSUPPORTED, "The query is nested too deeply.", e);
    }
  }
}
