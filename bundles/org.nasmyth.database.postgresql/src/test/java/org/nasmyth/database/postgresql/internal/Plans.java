// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.nasmyth.testkit.Trees.column;
import static org.nasmyth.testkit.Trees.select;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Query;
import org.nasmyth.api.query.Source;
import org.nasmyth.testkit.postgresql.Cluster;

/** How PostgreSQL means to run a query. */
final class Plans {

  private Plans() {}

  /** The plan for the rows of a table for which a condition is true. */
  static String of(
      Cluster cluster,
      String database,
      PostgresqlDatabase plugin,
      Table table,
      Expression condition)
      throws SQLException, DatabaseException {
    Source source = new Source.TableSource(1, table, null);
    return of(cluster, database, plugin, Query.of(select(source, condition, column(1, table, 0))));
  }

  /** The plan for a query. */
  static String of(Cluster cluster, String database, PostgresqlDatabase plugin, Query query)
      throws SQLException, DatabaseException {
    Translation translation = plugin.translate(query, Long.MAX_VALUE);
    StringBuilder plan = new StringBuilder();
    try (Connection connection = cluster.connect(database);
        PreparedStatement statement = connection.prepareStatement("EXPLAIN " + translation.sql())) {
      List<Object> parameters = translation.parameters();
      for (int i = 0; i < parameters.size(); i++) {
        if (parameters.get(i) instanceof SqlText.ArrayParameter array) {
          statement.setArray(
              i + 1, connection.createArrayOf(array.element(), array.values().toArray()));
        } else {
          statement.setObject(i + 1, parameters.get(i));
        }
      }
      try (ResultSet lines = statement.executeQuery()) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
    }
    return plan.toString();
  }
}
