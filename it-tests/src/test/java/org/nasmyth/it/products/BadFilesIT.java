// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nasmyth.it.products.Archive.Stored;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.SharedServer;

/**
 * What clients get of files that are not what the catalogue says: an exact status and a sentence,
 * and nothing of the server's inside.
 */
@ExtendWith(SharedServer.class)
class BadFilesIT {

  private static final String CUBE = "o.dataproduct_type = 'cube' AND o.instrument_name = 'MUSE'";

  /** What no message may hold. */
  private static final List<String> INSIDE =
      List.of("Exception", "\tat ", "org.nasmyth", "java.", "data/files");

  /** Does something while the file of a product is another one, and puts the right one back. */
  private static void with(Stored product, UnaryOperator<byte[]> change, Attempt attempt)
      throws IOException {
    byte[] right = Files.readAllBytes(product.file());
    try {
      Files.write(product.file(), change.apply(right));
      attempt.run();
    } finally {
      Files.write(product.file(), right);
    }
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private static Answer cut(Archive archive, Stored product) throws IOException {
    return archive.get(
        "/dataPortal/soda/sync?ID="
            + product.id()
            + "&CIRCLE="
            + URLEncoder.encode(product.circle(), StandardCharsets.UTF_8));
  }

  private static void assertReadable(Answer answer) {
    assertThat(answer.text()).isNotBlank();
    INSIDE.forEach(word -> assertThat(answer.text()).doesNotContain(word));
  }

  @Test
  void file_that_is_listed_but_missing_is_told_to_be_so(RunningServer server) throws IOException {
    Archive archive = new Archive(server);
    Stored product = archive.product(CUBE);
    byte[] right = Files.readAllBytes(product.file());
    try {
      Files.delete(product.file());
      for (String path : List.of("/dataPortal/file/", "/hdr?DpId=")) {
        Answer answer = archive.get(path + product.id());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("its file is not there");
        assertReadable(answer);
      }
      assertThat(cut(archive, product).status()).isEqualTo(404);
      Answer page = archive.get("/dataset/" + product.id());
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.text()).contains("not in this archive's storage").doesNotContain("Cut out");
      Stored other = archive.product(CUBE + " AND o.dp_id <> '" + product.id() + "'");
      assertThat(archive.get("/dataPortal/file/" + other.id()).status()).isEqualTo(200);
    } finally {
      Files.write(product.file(), right);
    }
  }

  @Test
  void file_of_another_size_is_delivered_as_it_is(RunningServer server) throws IOException {
    Archive archive = new Archive(server);
    Stored product = archive.product(CUBE);
    with(
        product,
        right -> Arrays.copyOf(right, right.length + 2880),
        () -> {
          long size = Files.size(product.file());
          Answer answer = archive.get("/dataPortal/file/" + product.id());
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.header("Content-Length")).hasValue(String.valueOf(size));
          assertThat(answer.body()).hasSize((int) size);
          assertThat(archive.get("/dataPortal/file/" + product.id()).status()).isEqualTo(200);
          assertThat(server.log().lines())
              .filteredOn(line -> line.contains(product.id() + " has " + size + " bytes"))
              .hasSize(1);
        });
  }

  @Test
  void truncated_file_is_delivered_and_shown_but_not_cut(RunningServer server) throws IOException {
    Archive archive = new Archive(server);
    Stored product = archive.product(CUBE);
    with(
        product,
        right -> Arrays.copyOf(right, 2880 * 4 + 100),
        () -> {
          assertThat(archive.get("/dataPortal/file/" + product.id()).body())
              .hasSize(2880 * 4 + 100);
          Answer header = archive.get("/hdr?DpId=" + product.id());
          assertThat(header.status()).isEqualTo(200);
          assertThat(header.text())
              .contains("SIMPLE  =", "END\n</pre>")
              .contains("the file ends at byte 11620, the data of HDU ");
          for (int i = 0; i < 2; i++) {
            Answer piece = cut(archive, product);
            assertThat(piece.status()).isBetween(400, 500);
            assertReadable(piece);
          }
          assertThat(server.log().lines())
              .filteredOn(
                  line -> line.contains(product.id() + ": ") && line.contains("11620 bytes"))
              .hasSize(1);
        });
    assertThat(cut(archive, product).status()).isEqualTo(200);
  }

  @Test
  void malformed_and_unknown_addresses_are_answered_in_words(RunningServer server)
      throws IOException {
    Map<String, String> wrong =
        Map.of(
            "/dataPortal/file/%",
            "400 Bad Request",
            "/%2e%2e/etc/passwd",
            "400 Bad Request",
            "/dataPortal/file/../../etc/passwd",
            "404 Not Found",
            "/dataset/a%2fb",
            "400 Bad Request",
            "/nonsense",
            "404 Not Found");
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      String answer = raw(server, "GET " + each.getKey() + " HTTP/1.1");
      assertThat(answer).startsWith("HTTP/1.1 " + each.getValue());
      assertThat(answer.toLowerCase(Locale.ROOT))
          .contains("content-type: text/plain;charset=utf-8")
          .doesNotContain("jetty", "<html", "exception");
    }
    assertThat(raw(server, "GET /nonsense HTTP/1.1"))
        .contains("There is nothing at /nonsense. The page at / tells what this archive offers.");
  }

  private static String raw(RunningServer server, String line) throws IOException {
    try (Socket socket = new Socket(server.base().getHost(), server.base().getPort())) {
      socket.setSoTimeout(60_000);
      String request = line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void header_of_garbage_is_shown_and_a_file_that_is_no_fits_is_told(RunningServer server)
      throws IOException {
    Archive archive = new Archive(server);
    Stored product = archive.product(CUBE);
    with(
        product,
        right -> {
          byte[] garbage = right.clone();
          Arrays.fill(garbage, 800, 960, (byte) 0x07);
          return garbage;
        },
        () -> {
          Answer header = archive.get("/hdr?DpId=" + product.id());
          assertThat(header.status()).isEqualTo(200);
          assertThat(header.text()).contains("SIMPLE  =", "\uFFFD");
          assertReadable(cut(archive, product));
        });
    with(
        product,
        right -> new byte[right.length],
        () -> {
          Answer header = archive.get("/hdr?DpId=" + product.id());
          assertThat(header.status()).isEqualTo(404);
          assertThat(header.text()).contains("has no FITS header");
          Answer piece = cut(archive, product);
          assertThat(piece.status()).isBetween(400, 500);
          assertReadable(piece);
        });
  }
}
