// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.postgresql.Cluster;

/** Opens archives for tests. */
final class Archives {

  private Archives() {}

  /** An empty archive in a new database that has Nasmyth's functions. */
  static TestArchive<PostgresqlDatabase> make(Cluster cluster, String database)
      throws SQLException, IOException {
    cluster.create(database);
    cluster.execute(database, PostgresqlDatabase.class.getResource("/sql/nasmyth.sql"));
    return of(cluster.port(), database, 4);
  }

  /** An archive in a database, over a number of connections. */
  static TestArchive<PostgresqlDatabase> of(int port, String database, int connections) {
    Map<String, Object> values =
        Map.of(
            "name",
            "test",
            "host",
            "127.0.0.1",
            "port",
            port,
            "database",
            database,
            "user",
            Cluster.ADMIN,
            "poolSize",
            connections,
            "refreshInterval",
            1);
    return new TestArchive<>(
        new PostgresqlDatabase(Defaults.of(PostgresqlConfiguration.class, values)));
  }
}
