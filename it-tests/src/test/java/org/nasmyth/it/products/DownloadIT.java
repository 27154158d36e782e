// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.it.products.Archive.Stored;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;

/** Downloads, links and pages of the whole server, as scripts and browsers ask for them. */
@ExtendWith(SharedServer.class)
class DownloadIT {

  private static final String CUBE = "o.dataproduct_type = 'cube' AND o.instrument_name = 'MUSE'";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void ranges_are_delivered_alone_and_together_and_only_of_the_same_file(RunningServer server)
      throws IOException {
    Archive archive = new Archive(server);
    Stored product = archive.product(CUBE);
    byte[] content = Files.readAllBytes(product.file());
    String path = "/dataPortal/file/" + product.id();
    String tag = archive.get(path).header("ETag").orElseThrow();

    Answer one = archive.get(path, "Range", "bytes=1000-1999", "If-Range", tag);
    assertThat(one.status()).isEqualTo(206);
    assertThat(one.header("Content-Range")).hasValue("bytes 1000-1999/" + content.length);
    assertThat(one.body()).isEqualTo(Arrays.copyOfRange(content, 1000, 2000));

    Answer several = archive.get(path, "Range", "bytes=0-9,-5");
    assertThat(several.status()).isEqualTo(206);
    assertThat(several.header("Content-Type").orElse("")).startsWith("multipart/byteranges");
    assertThat(several.header("Content-Length")).hasValue(String.valueOf(several.body().length));
    assertThat(new String(several.body(), StandardCharsets.ISO_8859_1))
        .contains("bytes 0-9/" + content.length + "\r\n\r\nSIMPLE  = ")
        .contains("bytes " + (content.length - 5) + "-" + (content.length - 1));

    assertThat(archive.get(path, "Range", "bytes=0-9", "If-Range", "\"other\"").body())
        .isEqualTo(content);
    Answer behind = archive.get(path, "Range", "bytes=" + content.length + "-");
    assertThat(behind.status()).isEqualTo(416);
    assertThat(behind.header("Content-Range")).hasValue("bytes */" + content.length);
    assertThat(behind.text()).contains("behind its end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wget --quiet --continue --output-document=%s", "curl -sS -C - -o %s"})
  void download_that_broke_off_is_resumed(
      String command, RunningServer server, @TempDir Path folder) throws IOException {
    Stored product = new Archive(server).product(CUBE);
    byte[] content = Files.readAllBytes(product.file());
    Path file = folder.resolve("cube.fits");
    Files.write(file, Arrays.copyOf(content, 123_456));
    List<String> words = new ArrayList<>(List.of(command.formatted(file).split(" ")));
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin", words.get(0))), words.get(0) + " is installed");
    words.add(server.base() + "/dataPortal/file/" + product.id());
    Finished finished = Finished.run(new ProcessBuilder(words), LIMIT);
    assertThat(finished.exitCode()).as(finished.output()).isZero();
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
  }

  @Test
  void thousand_clients_that_come_at_once_and_dawdle_are_served_and_leave_room_for_others(
      RunningServer server) throws IOException {
    Archive archive = new Archive(server);
    Stored product = archive.product(CUBE);
    try (Crowd crowd =
        new Crowd(
            1000,
            server.base().getPort(),
            "/dataPortal/file/" + product.id(),
            "Range: bytes=0-299999\r\n")) {
      assertThat(archive.rows("SELECT TOP 1 dp_id FROM ivoa.ObsCore")).hasSize(1);
      assertThat(archive.get("/hdr?DpId=" + product.id()).status()).isEqualTo(200);
      assertThat(crowd.served("HTTP/1.1 206", 300_000, LIMIT)).isEqualTo(1000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dataPortal/file/../../etc/passwd",
        "/dataPortal/file/..%2f..%2f..%2fetc%2fpasswd",
        "/dataPortal/file/%2e%2e/%2e%2e/etc/passwd",
        "/dataPortal/file/..%252f..%252fetc%252fpasswd",
        "/dataPortal/file/..%5c..%5cetc%5cpasswd",
        "/dataPortal/file/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
        "/dataPortal/file/..;/..;/etc/passwd",
        "/dataPortal/file//etc/passwd",
        "/dataPortal/file/%2fetc%2fpasswd",
        "/dataPortal/file/ADP.x%00.fits",
        "/dataPortal/file/ivo://eso.org/ID?../../../etc/passwd",
        "/dataPortal/file/ivo://elsewhere.org/ID%3FADP.x",
        "/hdr?DpId=../../../etc/passwd",
        "/hdr?DpId=file:///etc/passwd",
        "/previews/v1/files/../../etc/passwd/preview",
        "/dataset/..%2f..%2fetc%2fpasswd",
        "/dataset?ID=../../etc/passwd",
        "/rm/api/v1/public/releaseDescriptions/../../../../etc/passwd",
        "/rm/api/v1/public/releaseDescriptions/..%2f1"
      })
  void nothing_outside_is_reached_by_any_disguise(String path, RunningServer server)
      throws IOException {
    // By a socket, because clients tidy addresses up.
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.base().getPort())) {
      socket.setSoTimeout((int) LIMIT.toMillis());
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).matches("(?s)HTTP/1\\.1 (400|404) .*");
      assertThat(answer).doesNotContain("root:").doesNotContain("Exception");
    }
  }

  @Test
  void three_wrong_identifiers_of_a_hundred_are_told_and_harm_no_other(RunningServer server)
      throws IOException {
    Archive archive = new Archive(server);
    List<String> ids =
        new ArrayList<>(archive.rows("SELECT TOP 97 dp_id FROM ivoa.ObsCore ORDER BY dp_id"));
    ids.add(10, "ADP.nobody");
    ids.add(50, "../../etc/passwd");
    ids.add("ivo://elsewhere.org/ID?ADP.x");
    Answer answer =
        archive
            .client()
            .post(
                "/datalink/links",
                Map.of("ID", String.join(",", ids), "RESPONSEFORMAT", "application/json"));
    assertThat(answer.status()).isEqualTo(200);
    List<String> rows = answer.text().lines().filter(line -> line.startsWith("{")).toList();
    assertThat(rows).filteredOn(row -> row.contains("\"semantics\":\"#this\"")).hasSize(100);
    assertThat(rows)
        .filteredOn(row -> !row.contains("\"error_message\":null"))
        .hasSize(3)
        .allMatch(row -> row.contains("NotFoundFault") || row.contains("UsageFault"));
  }

  @Test
  void root_of_every_service_is_a_page_that_leads_on(RunningServer server) throws IOException {
    Archive archive = new Archive(server);
    Answer start = archive.get("/");
    assertThat(start.status()).isEqualTo(200);
    assertThat(start.header("Content-Type").orElse("")).startsWith("text/html");
    for (String path :
        List.of("/tap_obs", "/tap_cat", "/datalink", "/dataPortal/soda", "/dataset")) {
      assertThat(start.text()).contains("href=\"" + server.base() + path + "\"");
      Answer page = archive.get(path);
      assertThat(page.status()).as(path).isEqualTo(200);
      assertThat(page.header("Content-Type").orElse("")).contains("html");
    }
  }

  @Test
  void page_of_a_dataset_offers_the_cut_outs_that_can_be_made(RunningServer server)
      throws IOException {
    Archive archive = new Archive(server);
    Stored cube = archive.product(CUBE);
    assertThat(archive.get("/dataset/" + cube.id()).text())
        .contains("name=\"CIRCLE\"", "name=\"BAND\"", "Footprint", "Place on the sky", "Preview");
    Stored spectrum = archive.product("o.dataproduct_type = 'spectrum'");
    assertThat(archive.get("/dataset/" + spectrum.id()).text())
        .contains("name=\"BAND\"", "aria-label=\"Spectrum\"")
        .doesNotContain("name=\"CIRCLE\"");
    assertThat(archive.get("/dataset?ID=" + cube.id()).header("Location"))
        .hasValue(server.base() + "/dataset/" + cube.id());
  }

  @Test
  void packed_raw_frame_is_delivered_as_stored_and_its_headers_are_shown(RunningServer server)
      throws IOException {
    Archive archive = new Archive(server);
    String[] raw =
        archive
            .rows(
                "SELECT TOP 1 r.dp_id, f.file_path FROM dbo.raw AS r JOIN archive.files AS f"
                    + " ON f.file_id = r.dp_id WHERE f.file_path LIKE '%.fits.Z' ORDER BY r.dp_id")
            .get(0)
            .split(",", -1);
    Answer file = archive.get("/dataPortal/file/" + raw[0]);
    assertThat(file.body())
        .isEqualTo(Files.readAllBytes(server.home().resolve("data/files").resolve(raw[1])));
    assertThat(file.header("Content-Disposition").orElse("")).endsWith(raw[0] + ".fits.Z\"");
    assertThat(archive.get("/hdr?DpId=" + raw[0]).text())
        .contains("SIMPLE  =                    T", "HIERARCH ESO DPR CATG");
    assertThat(archive.get("/datalink/links?ID=" + raw[0]).text()).contains("#cutout");
    Answer piece =
        archive.get("/dataPortal/soda/sync?ID=" + raw[0] + "&SUB=%5B0%5D%5B11:20,21:25%5D");
    assertThat(piece.status()).isEqualTo(200);
    assertThat(piece.text()).contains("NAXIS1  =                   10", "[11:20,21:25] of [1:64,");
  }
}
