// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.Home;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;
import org.nasmyth.it.server.SodaClient;
import org.nasmyth.it.server.TapService;

/**
 * The files of the sample archive, as plain files in a directory, become an archive of their own:
 * what a newcomer does with files of their own. One run is killed in the middle.
 */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestIT {

  private static final String HOME = "ingested";
  private static final int FRAMES = 700;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final List<String> TABLES =
      List.of(
          "ivoa.ObsCore",
          "dbo.raw",
          "dbo.ssa",
          "phase3v2.product_files",
          "phase3v2.files",
          "phase3v2.provenance",
          "archive.files",
          "archive.ingested",
          "archive.companions",
          "archive.companion_names");

  private RunningServer server;
  private Path files;
  private String said;

  @BeforeAll
  void ingest(RunningServer sample) throws IOException {
    Distribution distribution = Distribution.unpacked();
    Path home = distribution.home(HOME);
    Home.delete(home);
    files = home.resolve("data/files");
    export(sample, files);
    killOneRun(distribution, home);
    server = distribution.startAgain(HOME, Jdk.current(), "--config", "ingest");
    Finished finished = server.command("ingest", files.toString());
    assertThat(finished.exitCode()).as(finished.output()).isZero();
    said = finished.output();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  /**
   * Links to files of the sample: those of its products, pictures and texts under the names that
   * the products' headers have for them, and some raw frames; and a broken one.
   */
  private static void export(RunningServer sample, Path target) throws IOException {
    Path stored = sample.home().resolve("data/files");
    for (Map<String, String> file :
        rows(
            sample,
            "SELECT f.file_path, p.product_id, p.original_filename, p.extension"
                + " FROM archive.files AS f"
                + " JOIN phase3v2.product_files AS p ON p.archive_id = f.file_id")) {
      String extension = file.get("extension");
      String path = file.get("file_path");
      String name =
          extension.equals("FITS")
              ? path.substring(path.lastIndexOf('/') + 1)
              : file.get("original_filename") + "." + extension.toLowerCase(Locale.ROOT);
      link(stored.resolve(path), target.resolve(file.get("product_id").replace(':', '_')), name);
    }
    for (Map<String, String> file :
        rows(
            sample,
            "SELECT TOP "
                + FRAMES
                + " f.file_path FROM archive.files AS f JOIN dbo.raw AS r ON r.dp_id = f.file_id"
                + " ORDER BY f.file_path")) {
      String path = file.get("file_path");
      link(stored.resolve(path), target.resolve("raw"), path.substring(path.lastIndexOf('/') + 1));
    }
    Files.writeString(
        target.resolve("broken.fits"), "SIMPLE  = nothing", StandardCharsets.US_ASCII);
  }

  private static void link(Path from, Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Files.createLink(folder.resolve(name), from);
  }

  /** Ends the process of an ingest when something was written, and well before its end. */
  private static void killOneRun(Distribution distribution, Path home) throws IOException {
    Path log = Files.createTempFile("ingest", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            distribution.folder().resolve("bin/nasmyth").toString(),
            "ingest",
            home.resolve("data/files").toString(),
            "--home",
            home.toString());
    builder.environment().put("JAVA_HOME", Jdk.current().home().toString());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      await("the first files that are written; log " + log)
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> !process.isAlive() || Files.readAllLines(log).contains("ingest"));
    } finally {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
    }
    await("the end of the killed process").atMost(LIMIT).until(() -> !process.isAlive());
    assertThat(Files.readString(log)).doesNotContain("Took in");
    Files.delete(log);
  }

  private static List<Map<String, String>> rows(RunningServer server, String adql)
      throws IOException {
    Map<String, String> query = TapService.doQuery(adql, "tsv");
    query.put("MAXREC", "100000");
    Answer answer = server.tap("tap_obs").post(query);
    assertThat(answer.status()).as(adql + "\n" + answer).isEqualTo(200);
    List<String> lines = answer.text().lines().toList();
    List<String> names = Arrays.asList(lines.get(0).split("\t", -1));
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split("\t", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        row.put(names.get(i), values[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private long count(String condition) throws IOException {
    return Long.parseLong(
        server
            .tap("tap_obs")
            .csv("SELECT COUNT(*) FROM " + condition)
            .text()
            .lines()
            .skip(1)
            .findFirst()
            .orElseThrow()
            .strip());
  }

  private String some(String column, String rest) throws IOException {
    return server
        .tap("tap_obs")
        .csv("SELECT TOP 1 " + column + " FROM " + rest)
        .text()
        .lines()
        .skip(1)
        .findFirst()
        .orElseThrow()
        .strip();
  }

  @Test
  void whatTheKilledRunHadWrittenWasNotDoneAgain() {
    assertThat(said).containsPattern("Took in [1-9]\\d* files .*; [1-9]\\d\\d unchanged");
    assertThat(said).contains("Skipped broken.fits: it is no whole FITS file");
  }

  @Test
  void theEndIsThatOfARunInOneGo() throws IOException {
    Map<String, List<String>> afterTheKill = everything();
    assertThat(afterTheKill.get("dbo.raw").size()).isEqualTo(FRAMES);
    Finished again = server.command("ingest", files.toString(), "--again");
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.output()).contains("; 0 unchanged, 1 skipped");
    Map<String, List<String>> inOneGo = everything();
    assertThat(afterTheKill).containsKeys("ist.muse").containsOnlyKeys(inOneGo.keySet());
    for (String table : inOneGo.keySet()) {
      assertThat(afterTheKill.get(table)).as(table).isEqualTo(inOneGo.get(table));
    }
  }

  private Map<String, List<String>> everything() throws IOException {
    Map<String, List<String>> all = new LinkedHashMap<>();
    List<String> tables = new ArrayList<>(TABLES);
    rows(server, "SELECT table_name FROM TAP_SCHEMA.tables WHERE schema_name = 'ist'")
        .forEach(row -> tables.add(row.get("table_name")));
    for (String table : tables) {
      all.put(
          table,
          rows(server, "SELECT * FROM " + table).stream().map(Map::toString).sorted().toList());
    }
    return all;
  }

  @Test
  void everyKindOfProductIsThereWithItsFootprintAndFound() throws IOException {
    assertThat(
            rows(server, "SELECT DISTINCT dataproduct_type FROM ivoa.ObsCore").stream()
                .map(row -> row.get("dataproduct_type")))
        .containsExactlyInAnyOrder("image", "cube", "spectrum", "measurements", "visibility");
    assertThat(count("ivoa.ObsCore WHERE s_region IS NULL")).isZero();
    assertThat(count("ivoa.ObsCore WHERE s_region LIKE 'UNION%'")).isPositive();
    SodaClient.Dataset image = SodaClient.of(server).dataset("o.dataproduct_type = 'image'");
    assertThat(
            count(
                "ivoa.ObsCore WHERE dp_id = '"
                    + image.id()
                    + "' AND CONTAINS(POINT('ICRS', s_ra, s_dec), s_region) = 1"))
        .isEqualTo(1);
  }

  @Test
  void spectraAreFoundByTheirTableAndFramesByThatOfTheirInstrument() throws IOException {
    long spectra = count("ivoa.ObsCore WHERE dataproduct_type = 'spectrum'");
    assertThat(spectra).isPositive();
    assertThat(count("dbo.ssa")).isEqualTo(spectra);
    assertThat(
            count(
                "dbo.ssa AS s JOIN ivoa.ObsCore AS o ON o.dp_id = s.dp_id"
                    + " WHERE s.em_min = o.em_min AND s.s_ra = o.s_ra AND s.positionJ2000 IS NOT NULL"))
        .isEqualTo(spectra);
    for (Map<String, String> instrument :
        rows(server, "SELECT instrument, COUNT(*) AS n FROM dbo.raw GROUP BY instrument")) {
      String name = instrument.get("instrument");
      String table = name.startsWith("APEX") ? "apex" : name.toLowerCase(Locale.ROOT);
      assertThat(count("ist." + table))
          .as(instrument.toString())
          .isEqualTo(Long.parseLong(instrument.get("n")));
    }
  }

  @Test
  void linksLeadToProgenitorsCompanionsPreviewAndCutouts() throws IOException {
    String id =
        some(
            "p.product_id",
            "phase3v2.product_files AS p JOIN ivoa.ObsCore AS o ON o.dp_id = p.product_id"
                + " WHERE o.dataproduct_type = 'cube' AND o.instrument_name = 'MUSE'"
                + " AND p.extension = 'PNG' AND p.archive_id NOT LIKE '%.preview'"
                + " ORDER BY p.product_id");
    Answer links = TapService.at(URI.create(server.base() + "/datalink")).get("/links?ID=" + id);
    assertThat(links.status()).isEqualTo(200);
    assertThat(links.text()).contains("#this", "#preview", "#cutout", "ANCILLARY.");
    assertThat(get("/hdr?DpId=" + id).text()).contains("PRODCATG", "SCIENCE.CUBE");
    assertThat(get("/dataset/" + id).status()).isEqualTo(200);
    assertThat(count("phase3v2.product_files WHERE extension = 'TXT'")).isPositive();
    assertThat(count("phase3v2.provenance AS s JOIN dbo.raw AS r ON r.dp_id = s.source_dp_id"))
        .isPositive();
  }

  private Answer get(String path) throws IOException {
    return TapService.at(server.base()).get(path);
  }

  @Test
  void everyFileIsDeliveredAsItIs() throws IOException {
    for (Map<String, String> file :
        rows(server, "SELECT TOP 25 file_id, file_path FROM archive.files ORDER BY file_size")) {
      Answer answer = get("/dataPortal/file/" + file.get("file_id"));
      assertThat(answer.status()).as(file.toString()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(Files.readAllBytes(files.resolve(file.get("file_path"))));
    }
  }

  @Test
  void previewsAreMadeWhereProductsHaveNone() throws IOException {
    String id =
        some(
            "product_id",
            "phase3v2.product_files WHERE archive_id LIKE '%.preview' ORDER BY product_id");
    Answer preview = get("/previews/v1/files/" + id + "/preview");
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.header("Content-Type")).hasValue("image/png");
    assertThat(preview.body()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void cutsAreMadeOfIngestedCubes() throws IOException {
    SodaClient soda = SodaClient.of(server);
    SodaClient.Dataset cube =
        soda.dataset("o.dataproduct_type = 'cube' AND o.instrument_name = 'MUSE'");
    Answer cut = soda.cut("ID", cube.id(), "CIRCLE", cube.circle("0.0005"));
    assertThat(cut.status()).as(cut.toString()).isEqualTo(200);
    assertThat(cut.text()).startsWith("SIMPLE  =");
  }

  @Test
  void aDryRunShowsTheRowsOfAFile() throws IOException {
    try (Stream<Path> frames = Files.list(files.resolve("raw"))) {
      Path frame = frames.sorted().findFirst().orElseThrow();
      Finished shown = server.command("ingest", "--dry-run", frame.toString());
      assertThat(shown.exitCode()).isZero();
      assertThat(shown.output())
          .contains("mapping eso-raw, identifier", "  dbo.raw", "    dp_cat = ");
    }
  }
}
