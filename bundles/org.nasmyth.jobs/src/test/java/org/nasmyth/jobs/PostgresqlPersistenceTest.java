// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

  @Test
  void serversThatStartAtOnceMakeTheTablesTogether() throws Exception {
    for (int i = 0; i < 5; i++) {
      try (Store one = open();
          Store two = open("jobs" + NUMBER.get())) {
        List<CompletableFuture<?>> both =
            List.of(
                CompletableFuture.runAsync(() -> new JdbcJobPersistence(one).find("none")),
                CompletableFuture.runAsync(() -> new JdbcJobPersistence(two).find("none")));
        for (CompletableFuture<?> each : both) {
          assertThat(each).succeedsWithin(Duration.ofMinutes(2));
        }
      }
    }
  }

  @Override
  Store open() throws Exception {
    String database = "jobs" + NUMBER.incrementAndGet();
    cluster.create(database);
    return open(database);
  }

  private static Store open(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(cluster.url(database));
    source.setUser(Cluster.ADMIN);
    return new Store(new Connections(source, 8));
  }
}
