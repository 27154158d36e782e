// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.api.database.TableDefinition;
import org.nasmyth.api.database.TableLoad;
import org.nasmyth.api.database.TableStore.IfPresent;
import org.nasmyth.api.metadata.Schema;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.testkit.LoadingContract;
import org.nasmyth.testkit.TestArchive;
import org.nasmyth.testkit.Trees;
import org.nasmyth.testkit.postgresql.Cluster;
import org.nasmyth.testkit.postgresql.SharedCluster;

@ExtendWith(SharedCluster.class)
class LoadingTest extends LoadingContract {

  private final Cluster cluster;

  LoadingTest(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  protected TestArchive<?> open() throws Exception {
    return Archives.make(cluster, "loading");
  }

  @Test
  void tablesThatEndAtOnceInAnEmptyDatabaseAllArrive() throws Exception {
    int atOnce = 4;
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      for (int round = 0; round < 8; round++) {
        cluster.create("empty" + round);
        try (TestArchive<?> archive = Archives.of(cluster.port(), "empty" + round, 4)) {
          CyclicBarrier everybody = new CyclicBarrier(atOnce);
          List<Callable<Long>> loads = new ArrayList<>();
          for (int i = 0; i < atOnce; i++) {
            Table table = Trees.table("cat", "t" + i, Trees.column("id", ValueType.LONG));
            loads.add(() -> load(archive, table, everybody));
          }
          for (Future<Long> load : threads.invokeAll(loads, 60, TimeUnit.SECONDS)) {
            assertThat(load.get()).isEqualTo(1);
          }
          assertThat(archive.database().catalogue().schemas())
              .extracting(Schema::name)
              .containsExactlyInAnyOrder("cat", "TAP_SCHEMA");
          assertThat(archive.database().catalogue().tables())
              .filteredOn(table -> table.name().schema().equals("cat"))
              .hasSize(atOnce);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static long load(TestArchive<?> archive, Table table, CyclicBarrier everybody)
      throws Exception {
    TableDefinition definition = new TableDefinition(table, "Catalogues.", null, List.of());
    everybody.await(30, TimeUnit.SECONDS);
    try (TableLoad load = archive.database().begin(definition, IfPresent.REFUSE)) {
      load.append(List.of(1L));
      everybody.await(30, TimeUnit.SECONDS);
      return load.commit();
    }
  }
}
