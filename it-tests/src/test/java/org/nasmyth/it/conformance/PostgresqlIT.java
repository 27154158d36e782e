// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.nasmyth.it.server.Checkout;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Home;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.testkit.postgresql.Cluster;

/**
 * The sample archive in PostgreSQL, set up as {@code docs/plugins/postgresql.md} says, is as right
 * as in the embedded database.
 */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresqlIT {

  private Cluster cluster;
  private RunningServer server;

  @BeforeAll
  void start() throws Exception {
    cluster = Cluster.start();
    Distribution distribution = Distribution.unpacked();
    Path home = distribution.home("on-postgresql");
    Home.delete(home);
    Files.createDirectories(home);
    distribution.add("postgresql", home);
    Path sample = Checkout.here().root().resolve("config-samples/demo/etc");
    for (String file : List.of("tap~obs", "tap~cat")) {
      String name = "org.nasmyth." + file + ".json";
      Files.createDirectories(home.resolve("etc"));
      Files.copy(sample.resolve(name), home.resolve("etc").resolve(name));
    }
    // Without the tables of grants, which are for a database that no service shows.
    Files.writeString(
        home.resolve("etc/org.nasmyth.sample.json"), "{ \"base.url\": \"http://localhost:8080\" }");
    String functions =
        Files.readString(
            Checkout.here()
                .root()
                .resolve(
                    "bundles/org.nasmyth.database.postgresql/src/main/resources/sql/nasmyth.sql"));
    for (String database : List.of("obs", "cat")) {
      cluster.create(database);
      cluster.execute(database, functions);
      Files.writeString(
          home.resolve("etc/org.nasmyth.database.postgresql~" + database + ".json"),
          """
          {
            "name": "%s",
            "url": "%s",
            "user": "%s",
            "password": "any"
          }
          """
              .formatted(database, cluster.url(database), Cluster.ADMIN));
    }
    Files.writeString(home.resolve("first-run"), "sample\n");
    server = distribution.startAgain("on-postgresql", Jdk.current());
  }

  @AfterAll
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @TestFactory
  Stream<DynamicContainer> taplint() throws IOException {
    assertThat(server.tap("tap_obs").csv("SELECT COUNT(*) FROM dbo.raw").status()).isEqualTo(200);
    return Stream.of("tap_obs", "tap_cat")
        .map(
            service ->
                DynamicContainer.dynamicContainer(
                    service, TaplintIT.stages(server.base() + "/" + service)));
  }
}
