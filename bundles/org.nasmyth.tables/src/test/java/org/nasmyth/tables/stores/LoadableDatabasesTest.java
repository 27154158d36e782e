// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nasmyth.api.database.TableStore;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.testkit.UnaskedDatabase;

@DisplayName("Databases that tables can be loaded into")
@Timeout(60)
class LoadableDatabasesTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Map<String, Object> OBS = Map.of(TapDatabase.NAME, "obs");

  private final TapDatabase database = new UnaskedDatabase();
  private final TableStore store = new UnaskedDatabase();
  private final LoadableDatabases databases = new LoadableDatabases();

  @Test
  @DisplayName("are waited for until both of their services are there")
  void waiting() throws Exception {
    ExecutorService command = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<LoadableDatabase>> found = command.submit(() -> databases.find("obs", LONG));
      databases.addDatabase(database, OBS);
      assertThat(databases.find("obs", Duration.ZERO)).isEmpty();
      databases.addStore(store, OBS);
      assertThat(found.get(30, TimeUnit.SECONDS)).hasValue(new LoadableDatabase(database, store));
    } finally {
      command.shutdownNow();
    }
  }

  @Test
  @DisplayName("are waited for only as long as their caller wants to")
  void patience() throws Exception {
    databases.addStore(store, OBS);
    databases.addDatabase(database, OBS);
    assertThat(databases.find("cat", Duration.ofMillis(10))).isEmpty();
    assertThat(databases.absence("cat"))
        .isEqualTo("There is no database 'cat' that tables can be loaded into; there are: obs.");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> databases.find("cat", LONG)).isInstanceOf(InterruptedException.class);
  }

  @Test
  @DisplayName("are found no more when they have left, and again when a successor has come")
  void exchange() throws Exception {
    TableStore successor = new UnaskedDatabase();
    databases.addDatabase(database, OBS);
    databases.addStore(store, OBS);
    databases.removeStore(store, OBS);
    assertThat(databases.find("obs", Duration.ZERO)).isEmpty();
    assertThat(databases.absence("obs")).endsWith("there is none at all.");

    databases.addStore(store, OBS);
    databases.addStore(successor, OBS);
    databases.removeStore(store, OBS);
    assertThat(databases.find("obs", Duration.ZERO))
        .hasValue(new LoadableDatabase(database, successor));
  }
}
