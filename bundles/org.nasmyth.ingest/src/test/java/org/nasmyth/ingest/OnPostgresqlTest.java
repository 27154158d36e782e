// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.database.postgresql.internal.PostgresqlConfiguration;
import org.nasmyth.database.postgresql.internal.PostgresqlDatabase;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.postgresql.Cluster;

/** PostgreSQL holds the same as the embedded database, after the same has happened to the files. */
class OnPostgresqlTest {

  private static final String PRODUCT = "ADP.2015-01-01T00:00:00.001";

  @TempDir private Path folder;

  @Test
  void theSameFilesBecomeTheSameRows() throws Exception {
    try (Cluster cluster = Cluster.start()) {
      cluster.create("obs");
      cluster.execute("obs", PostgresqlDatabase.class.getResource("/sql/nasmyth.sql"));
      PostgresqlConfiguration configuration =
          Defaults.of(
              PostgresqlConfiguration.class,
              Map.of("name", "obs", "url", cluster.url("obs"), "user", Cluster.ADMIN));
      try (TestArchive embedded = new TestArchive(folder);
          TestArchive other = new TestArchive(folder, new PostgresqlDatabase(configuration))) {
        for (int i = 0; i < 40; i++) {
          FitsText.raw("n" + i, i).writeTo(embedded.files.resolve("raw/f" + i + ".fits"));
        }
        FitsText.product(PRODUCT)
            .with("PROV1", "f1.fits")
            .with("ASSON1", "weight.fits")
            .with("ASSON2", "notes.txt")
            .writeTo(embedded.files.resolve("a.fits"));
        FitsText.image(5, 5)
            .with("PRODCATG", "ANCILLARY.WEIGHTMAP")
            .writeTo(embedded.files.resolve("weight.fits"));
        Files.writeString(embedded.files.resolve("notes.txt"), "Read me.");
        Files.writeString(embedded.files.resolve("broken.fits"), "SIMPLE");
        bothHoldTheSame(embedded, other);

        FitsText.raw("changed", 300).writeTo(embedded.files.resolve("raw/f7.fits"));
        Files.move(
            embedded.files.resolve("weight.fits"),
            embedded.files.resolve("raw/weight.fits"),
            StandardCopyOption.ATOMIC_MOVE);
        Files.delete(embedded.files.resolve("raw/f8.fits"));
        bothHoldTheSame(embedded, other);
        assertThat(other.rows("dbo", "raw")).hasSize(39);
        assertThat(other.containing("ivoa", "ObsCore", "s_region", 150, 2, "dp_id"))
            .containsExactly(PRODUCT);
      }
    }
  }

  private static void bothHoldTheSame(TestArchive embedded, TestArchive other) throws Exception {
    embedded.ingest("--remove-missing");
    other.ingest("--remove-missing");
    assertThat(other.said()).isEqualTo(embedded.said());
    assertThat(other.everything()).isEqualTo(embedded.everything());
  }
}
