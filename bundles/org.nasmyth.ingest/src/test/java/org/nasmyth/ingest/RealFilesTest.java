// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public FITS files of several observatories and packages, where they lie beside the checkout. */
class RealFilesTest {

  @TempDir private Path folder;

  @Test
  void eachIsTakenInOrHasAReason() throws Exception {
    Path samples = samples();
    boolean there = samples != null;
    if (!there) {
      System.out.println("Skipped: there is no folder shared/fits-samples beside the checkout.");
    }
    assumeTrue(there);
    try (TestArchive archive = new TestArchive(folder)) {
      List<Path> all;
      try (Stream<Path> list = Files.list(samples)) {
        all = list.sorted().toList();
      }
      for (Path file : all) {
        Files.copy(file, archive.files.resolve(file.getFileName().toString()));
      }
      Path report = folder.resolve("report.tsv");
      archive.ingest("--report", report.toString());
      List<String> lines = Files.readAllLines(report);
      for (Path file : all) {
        String name = file.getFileName().toString();
        assertThat(lines)
            .anyMatch(line -> line.matches("(taken|skipped)\\t\\Q" + name + "\\E\\t.{3,}"));
      }
      assertThat(lines).filteredOn(line -> line.startsWith("skipped")).hasSize(1);
      assertThat(archive.row("ivoa", "ObsCore", "dp_id", "musevlt_mpdaf__CUBE").values())
          .containsEntry("dataproduct_type", "cube")
          .containsEntry("em_xel", 1595L)
          .containsEntry("s_xel1", 20L);
      assertThat(archive.row("ivoa", "ObsCore", "dp_id", "ADP.2016-07-15T08:22:40.678").values())
          .containsEntry("dataproduct_type", "spectrum")
          .containsEntry("instrument_name", "XSHOOTER")
          .containsEntry("em_xel", 9771L);
      assertThat(archive.row("dbo", "ssa", "dp_id", "ADP.2016-07-15T08:22:40.678").values())
          .containsEntry("dataset_length", 9771L)
          .containsEntry("instrument_name", "XSHOOTER")
          .containsKeys("flux_ucd", "positionJ2000", "SPECRP", "em_bw", "t_mid");
      for (String packed : List.of("", "_rice", "_gzip", "_hcomp")) {
        String id = "nom-tam-fits_nom-tam-fits__m13" + packed;
        assertThat(archive.row("ivoa", "ObsCore", "dp_id", id).text("s_region"))
            .startsWith("POLYGON J2000 250.");
        assertThat(archive.row("archive", "files", "file_id", id + ".preview").whole("file_size"))
            .isGreaterThan(1000);
      }
    }
  }

  private static Path samples() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("shared").resolve("fits-samples"))) {
      root = root.getParent();
    }
    return root == null ? null : root.resolve("shared").resolve("fits-samples");
  }
}
