// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
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

  private static final int SERVERS = 6;
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
      List<Store> servers = new ArrayList<>(List.of(open()));
      try {
        while (servers.size() < SERVERS) {
          servers.add(open("jobs" + NUMBER.get()));
        }
        List<CompletableFuture<Void>> all =
            servers.stream()
                .map(
                    server ->
                        CompletableFuture.runAsync(
                            () -> assertThat(new JdbcJobPersistence(server).find("none")).isEmpty(),
                            task -> new Thread(task, "server").start()))
                .toList();
        for (CompletableFuture<Void> each : all) {
          assertThat(each).succeedsWithin(Duration.ofSeconds(60));
        }
      } finally {
        servers.forEach(Store::close);
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
