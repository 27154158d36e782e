// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.database.postgresql.internal.PostgresqlConfiguration;
import org.nasmyth.database.postgresql.internal.PostgresqlDatabase;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.postgresql.Cluster;

/** Privacy of rows in PostgreSQL. */
class PostgresqlPrivacyTest extends PrivacyContract {

  private Cluster cluster;

  @BeforeAll
  void start() throws Exception {
    cluster = Cluster.start();
  }

  @AfterAll
  void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  TestArchive<?> archive(String name) throws Exception {
    cluster.create(name);
    cluster.execute(name, PostgresqlDatabase.class.getResource("/sql/nasmyth.sql"));
    return new TestArchive<>(
        new PostgresqlDatabase(
            Defaults.of(
                PostgresqlConfiguration.class,
                Map.of(
                    "name",
                    name,
                    "host",
                    "127.0.0.1",
                    "port",
                    cluster.port(),
                    "database",
                    name,
                    "user",
                    Cluster.ADMIN,
                    "poolSize",
                    2))));
  }

  @Override
  int queries() {
    return 2_000;
  }

  @Override
  List<AdqlFunction> functions() {
    return List.of();
  }
}
