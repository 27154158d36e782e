// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.nasmyth.testkit.postgresql.Cluster;
import org.postgresql.ds.PGSimpleDataSource;

/** The store that servers share, wherever PostgreSQL is installed. */
class PostgresqlPersistenceTest extends PersistenceContract {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = Cluster.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  Store open() throws Exception {
    String database = "jobs" + NUMBER.incrementAndGet();
    cluster.create(database);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(cluster.url(database));
    source.setUser(Cluster.ADMIN);
    return new Store(new Connections(source, 8));
  }
}
