// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import org.nasmyth.testkit.TestArchive;

/** Opens archives for tests. */
final class Archives {

  private Archives() {}

  /** An archive in a database of a cluster. */
  static TestArchive<PostgresqlDatabase> of(Cluster cluster, String database) {
    return of(cluster, database, "auto", 4);
  }

  static TestArchive<PostgresqlDatabase> of(
      Cluster cluster, String database, String geometry, int poolSize) {
    return with(new TestConfiguration(cluster.port(), database, "tap_schema", geometry, poolSize));
  }

  /** An archive as a configuration says. */
  static TestArchive<PostgresqlDatabase> with(PostgresqlConfiguration configuration) {
    return new TestArchive<>(new PostgresqlDatabase(configuration));
  }
}
