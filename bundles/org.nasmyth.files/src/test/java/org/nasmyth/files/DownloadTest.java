// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A download")
class DownloadTest {

  private static final String ID = "ADP.2018-06-21T20:32:57.736";
  private static final String PATH = "/dataPortal/file/" + ID;
  private static final int SIZE = 300_000;

  @TempDir Path folder;
  private final byte[] content = new byte[SIZE];
  private RunningFiles files;

  @BeforeEach
  void start() throws Exception {
    new Random(1).nextBytes(content);
    files = new RunningFiles(folder);
    files.add(ID, "open", content);
  }

  @AfterEach
  void stop() throws Exception {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> files.archive.open() == 0);
    files.close();
  }

  @Test
  @DisplayName("delivers the bytes with length, type, name, tag and date")
  void whole() throws Exception {
    HttpResponse<byte[]> answer = files.send(files.request(PATH));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(content);
    assertThat(header(answer, "Content-Length")).isEqualTo("300000");
    assertThat(header(answer, "Content-Type")).isEqualTo("application/fits");
    assertThat(header(answer, "Content-Disposition"))
        .isEqualTo("attachment; filename=\"" + ID + ".fits\"");
    assertThat(header(answer, "ETag")).isEqualTo("\"v300000\"");
    assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(answer, "Last-Modified")).endsWith("GMT");
  }

  @Test
  @DisplayName("tells the same in answer to HEAD, without the bytes")
  void head() throws Exception {
    HttpResponse<byte[]> answer =
        files.send(files.request(PATH).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(header(answer, "Content-Length")).isEqualTo("300000");
    assertThat(header(answer, "ETag")).isEqualTo("\"v300000\"");
  }

  @ParameterizedTest
  @DisplayName("delivers a range")
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=100000-, 100000, 200000",
    "bytes=-5, 299995, 5",
    "bytes=-400000, 0, 300000",
    "bytes=299999-400000, 299999, 1",
    "bytes= 7-9, 7, 3",
    "Bytes=7-9, 7, 3"
  })
  void range(String range, int from, int length) throws Exception {
    HttpResponse<byte[]> answer = files.send(files.request(PATH).header("Range", range));
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(content, from, from + length));
    assertThat(header(answer, "Content-Range"))
        .isEqualTo("bytes " + from + "-" + (from + length - 1) + "/300000");
  }

  @Test
  @DisplayName("delivers several ranges as parts, with an exact length")
  void ranges() throws Exception {
    HttpResponse<byte[]> answer =
        files.send(files.request(PATH).header("Range", "bytes=0-9,100-199,-3"));
    assertThat(answer.statusCode()).isEqualTo(206);
    String type = header(answer, "Content-Type");
    assertThat(type).startsWith("multipart/byteranges; boundary=");
    String boundary = type.substring(type.indexOf('=') + 1);
    String body = new String(answer.body(), ISO_8859_1);
    assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(answer.body().length));
    assertThat(body).endsWith("\r\n--" + boundary + "--\r\n");
    String text = new String(content, ISO_8859_1);
    for (int[] span : new int[][] {{0, 9}, {100, 199}, {299_997, 299_999}}) {
      assertThat(body)
          .contains(
              "Content-Type: application/fits\r\nContent-Range: bytes "
                  + span[0]
                  + "-"
                  + span[1]
                  + "/300000\r\n\r\n"
                  + text.substring(span[0], span[1] + 1)
                  + "\r\n--"
                  + boundary);
    }
  }

  @ParameterizedTest
  @DisplayName("refuses a range behind the end with 416 and tells the size")
  @ValueSource(strings = {"bytes=300000-", "bytes=999999999999999999-", "bytes=300000-400000"})
  void behindTheEnd(String range) throws Exception {
    HttpResponse<byte[]> answer = files.send(files.request(PATH).header("Range", range));
    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(header(answer, "Content-Range")).isEqualTo("bytes */300000");
    assertThat(text(answer)).contains("behind its end");
  }

  @ParameterizedTest
  @DisplayName("ignores a range that makes no sense or asks for more than there is")
  @ValueSource(
      strings = {
        "bytes=9-3",
        "bytes=-",
        "bytes=a-b",
        "lines=1-2",
        "bytes=1",
        "bytes=0-,0-,0-,0-",
        "bytes=99999999999999999999-"
      })
  void senselessRange(String range) throws Exception {
    HttpResponse<byte[]> answer = files.send(files.request(PATH).header("Range", range));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).hasSize(SIZE);
  }

  @Test
  @DisplayName("resumes only with the file that it began with")
  void resume() throws Exception {
    HttpResponse<byte[]> same =
        files.send(
            files.request(PATH).header("Range", "bytes=10-").header("If-Range", "\"v300000\""));
    HttpResponse<byte[]> other =
        files.send(files.request(PATH).header("Range", "bytes=10-").header("If-Range", "\"v1\""));
    String date = header(same, "Last-Modified");
    HttpResponse<byte[]> dated =
        files.send(files.request(PATH).header("Range", "bytes=10-").header("If-Range", date));
    assertThat(same.statusCode()).isEqualTo(206);
    assertThat(dated.statusCode()).isEqualTo(206);
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body()).hasSize(SIZE);
  }

  @Test
  @DisplayName("is not repeated for a client that has the file")
  void conditional() throws Exception {
    HttpResponse<byte[]> had =
        files.send(files.request(PATH).header("If-None-Match", "\"x\", W/\"v300000\""));
    HttpResponse<byte[]> changed = files.send(files.request(PATH).header("If-Match", "\"x\""));
    assertThat(had.statusCode()).isEqualTo(304);
    assertThat(had.body()).isEmpty();
    assertThat(changed.statusCode()).isEqualTo(412);
  }

  @Test
  @DisplayName("of a file that is in the catalogue but not on disk is a 404 that says so")
  void missing() throws Exception {
    files.tell("ADP.gone", "open");
    HttpResponse<byte[]> answer = files.send(files.request("/dataPortal/file/ADP.gone"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(header(answer, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
    assertThat(text(answer))
        .isEqualTo(
            "The archive knows ADP.gone, but its file is not there. Tell the archive's operator.\n");
  }

  @Test
  @DisplayName("from a storage that does not answer is a 503 that says so, and its page is shown")
  void storageIsDown() throws Exception {
    files.archive.breakDown();
    for (String path : List.of(PATH, "/hdr?DpId=" + ID)) {
      HttpResponse<byte[]> answer = files.send(files.request(path));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(header(answer, "Retry-After")).isNotBlank();
      assertThat(text(answer)).contains("storage").doesNotContain("secret-bucket");
    }
    HttpResponse<byte[]> page = files.send(files.request("/dataset/" + ID));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(text(page)).contains("does not answer").doesNotContain("secret-bucket");
  }

  @ParameterizedTest
  @DisplayName("of nothing that exists is a 404, in whatever disguise")
  @ValueSource(
      strings = {
        "ADP.unknown",
        "",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/etc/passwd",
        "..%252fsecret",
        "a,b",
        "ivo://other.org/ID%3Fx",
        "%00"
      })
  void unknown(String id) throws Exception {
    Files.writeString(folder.resolveSibling("secret"), "secret");
    HttpResponse<byte[]> answer = files.send(files.request("/dataPortal/file/" + id));
    // The server itself refuses some of these before the face sees them.
    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(text(answer)).doesNotContain("secret").doesNotContain("root:");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/dataPortal/file/ADP.%s",
        "/dataset/ADP.%s",
        "/hdr?DpId=ADP.%s",
        "/previews/v1/files/ADP.%s/preview",
        "/previews/v1/files/ADP.%s/preview?format=DOWNLOAD",
        "/dataPortal/file/ivo://eso.org/ID?ADP.%s"
      })
  @DisplayName("of a secret is answered with the bytes and headers of an unknown file's answer")
  void secretsAreUnknown(String address) throws Exception {
    files.add("ADP.secret", "secret", content);
    for (String method : List.of("GET", "HEAD", "POST")) {
      for (String header : List.of("Range", "If-None-Match", "If-Modified-Since", "Accept")) {
        List<String> answers = new ArrayList<>();
        for (String id : List.of("secret", "absent")) {
          HttpResponse<byte[]> answer =
              files.send(
                  files
                      .request(address.formatted(id))
                      .method(method, HttpRequest.BodyPublishers.noBody())
                      .header(header, header.equals("Range") ? "bytes=0-9" : "*"));
          Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
          headers.remove("date");
          assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
          answers.add((answer.statusCode() + " " + headers + " " + text(answer)).replace(id, "…"));
        }
        assertThat(answers.get(0)).as(method + " " + header).isEqualTo(answers.get(1));
      }
    }
  }

  @Test
  @DisplayName("of what the caller may not have is refused: 403, 401, and 404 where it is a secret")
  void access() throws Exception {
    files.add("ADP.held", "held", content);
    files.add("ADP.login", "login", content);
    files.add("ADP.secret", "secret", content);
    HttpResponse<byte[]> held = files.send(files.request("/dataPortal/file/ADP.held"));
    HttpResponse<byte[]> login = files.send(files.request("/dataPortal/file/ADP.login"));
    HttpResponse<byte[]> secret = files.send(files.request("/dataPortal/file/ADP.secret"));
    HttpResponse<byte[]> unknown = files.send(files.request("/dataPortal/file/ADP.nobody"));
    assertThat(held.statusCode()).isEqualTo(403);
    assertThat(text(held)).contains("Public from 2099 on.");
    assertThat(login.statusCode()).isEqualTo(401);
    assertThat(header(login, "WWW-Authenticate")).isNotBlank();
    assertThat(secret.statusCode()).isEqualTo(404);
    assertThat(secret.body()).isEqualTo(unknown.body());
    assertThat(
            files
                .send(files.request("/dataPortal/file/ADP.secret").header("From", "owner"))
                .statusCode())
        .isEqualTo(200);
    for (String path : List.of("/hdr?DpId=", "/dataset/", "/previews/v1/files/")) {
      String end = path.startsWith("/prev") ? "/preview" : "";
      assertThat(text(files.send(files.request(path + "ADP.secret" + end))))
          .isEqualTo(text(files.send(files.request(path + "ADP.nobody" + end))));
    }
  }

  @Test
  @DisplayName("by clients that do not read keeps no thread busy")
  void slowClients() throws Exception {
    files.add("ADP.large", "open", new byte[64 * 1024 * 1024]);
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), files.port());
        clients.add(client);
        client
            .getOutputStream()
            .write(
                "GET /dataPortal/file/ADP.large HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        InputStream in = client.getInputStream();
        assertThat(new String(in.readNBytes(15), StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 200 OK");
      }
      assertThat(files.archive.open()).isEqualTo(100);
      // 100 downloads are stuck, and the server, which has 16 threads, still answers.
      assertThat(files.send(files.request(PATH)).body()).isEqualTo(content);
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  @DisplayName("of a file that becomes shorter meanwhile breaks off instead of ending well")
  void shrinks() throws Exception {
    int size = 64 * 1024 * 1024;
    files.add("ADP.shrinks", "open", new byte[size]);
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), files.port())) {
      client.setSoTimeout(60_000);
      client
          .getOutputStream()
          .write(
              "GET /dataPortal/file/ADP.shrinks HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = client.getInputStream();
      assertThat(new String(in.readNBytes(15), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200 OK");
      try (FileChannel file =
          FileChannel.open(folder.resolve("ADP.shrinks.fits"), StandardOpenOption.WRITE)) {
        file.truncate(size / 2);
      }
      long rest = 0;
      try {
        rest = in.transferTo(OutputStream.nullOutputStream());
      } catch (SocketException e) {
        assertThat(e).hasMessageContaining("reset");
      }
      assertThat(rest).isLessThan(size);
    }
  }

  @Test
  @DisplayName("by many clients at once is shared by few threads, and all get every byte")
  void manyClients() throws Exception {
    byte[] large = new byte[4 * 1024 * 1024];
    new Random(2).nextBytes(large);
    files.add("ADP.shared", "open", large);
    long before = downloading();
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(files.begin(files.request("/dataPortal/file/ADP.shared")));
    }
    for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
      assertThat(answer.get(60, TimeUnit.SECONDS).body()).isEqualTo(large);
    }
    assertThat(downloading()).isLessThanOrEqualTo(before + 16);
  }

  /** Threads that send downloads, those of tests that have just ended included. */
  private static long downloading() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("download"))
        .count();
  }

  @Test
  @DisplayName("shows headers to clients that look for the first pre element, garbage and all")
  void headers() throws Exception {
    String cards =
        card("SIMPLE  =                    T")
            + card("BITPIX  =                    8")
            + card("NAXIS   =                    0")
            + card("HIERARCH ESO DET <ID> = 'x & y' / comment")
            + card("Gar\u0001bage ~~ = =")
            + card("END");
    files.add("ADP.header", "open", pad(cards).getBytes(ISO_8859_1));
    HttpResponse<byte[]> answer = files.send(files.request("/hdr?DpId=ADP.header"));
    assertThat(answer.statusCode()).isEqualTo(200);
    String page = text(answer);
    String pre = page.substring(page.indexOf("<pre>"), page.indexOf("</pre>"));
    assertThat(pre.lines())
        .contains("SIMPLE  =                    T")
        .contains("HIERARCH ESO DET &lt;ID&gt; = 'x &amp; y' / comment")
        .contains("Gar\uFFFDbage ~~ = =")
        .endsWith("END");
    assertThat(files.send(files.request("/hdr?DpId=ADP%2Eheader")).statusCode()).isEqualTo(200);
    assertThat(files.send(files.request("/hdr")).statusCode()).isEqualTo(400);
  }

  @Test
  @DisplayName("shows the headers of a truncated file as far as they go, and says what is missing")
  void truncated() throws Exception {
    String first =
        pad(
            card("SIMPLE  =                    T")
                + card("BITPIX  =                    8")
                + card("NAXIS   =                    0")
                + card("EXTEND  =                    T")
                + card("END"));
    files.add("ADP.cut", "open", (first + card("XTENSION= 'IMAGE   '")).getBytes(ISO_8859_1));
    HttpResponse<byte[]> answer = files.send(files.request("/hdr?DpId=ADP.cut"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer)).contains("EXTEND  =").contains("cannot be read");
    files.add("ADP.nofits", "open", new byte[100]);
    HttpResponse<byte[]> none = files.send(files.request("/hdr?DpId=ADP.nofits"));
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(text(none)).startsWith("ADP.nofits has no FITS header: ").doesNotContain("[");
  }

  @Test
  @DisplayName("says so when only data are missing behind whole headers")
  void truncatedData() throws Exception {
    String header =
        pad(
            card("SIMPLE  =                    T")
                + card("BITPIX  =                    8")
                + card("NAXIS   =                    1")
                + card("NAXIS1  =                  100")
                + card("END"));
    files.add("ADP.half", "open", (header + "x".repeat(99)).getBytes(ISO_8859_1));
    assertThat(text(files.send(files.request("/hdr?DpId=ADP.half"))))
        .contains("NAXIS1  =", "END\n</pre>")
        .contains("the file ends at byte 2979, the data of HDU 0 at byte 2980");
    files.add("ADP.whole", "open", (header + "x".repeat(100)).getBytes(ISO_8859_1));
    assertThat(text(files.send(files.request("/hdr?DpId=ADP.whole"))))
        .contains("NAXIS1  =")
        .doesNotContain("cannot be read");
  }

  @Test
  @DisplayName("has a page for people, on which nothing of the catalogue is taken for markup")
  void page() throws Exception {
    HttpResponse<byte[]> answer = files.send(files.request("/dataset/" + ID));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer))
        .contains("A &lt;title&gt;")
        .contains(PATH)
        .contains("/datalink/links?ID=ivo://eso.org/ID?" + ID);
  }

  @Test
  @DisplayName("draws a spectrum with its axes, and tells why it draws none")
  void spectrum() throws Exception {
    String header =
        pad(
            card("SIMPLE  =                    T")
                + card("BITPIX  =                    8")
                + card("NAXIS   =                    1")
                + card("NAXIS1  =                  100")
                + card("CTYPE1  = 'AWAV    '")
                + card("CUNIT1  = 'Angstrom'")
                + card("CRPIX1  =                    1")
                + card("CRVAL1  =                 5000")
                + card("CDELT1  =                   10")
                + card("BUNIT   = '<counts>'")
                + card("END"));
    files.addSpectrum("ADP.line", pad(header + "abcde".repeat(20)).getBytes(ISO_8859_1));
    String page = text(files.send(files.request("/dataset/ADP.line")));
    assertThat(page)
        .contains("aria-label=\"Spectrum\"", ">Wavelength in air (Angstrom)<")
        .contains(">Flux (&lt;counts&gt;)<", ">5200<", ">98<")
        .doesNotContain("not drawn", "NaN", "Infinity");
    files.addSpectrum("ADP.cut", header.getBytes(ISO_8859_1));
    assertThat(text(files.send(files.request("/dataset/ADP.cut"))))
        .contains("Its spectrum is not drawn. The file is truncated")
        .doesNotContain("aria-label=\"Spectrum\"");
  }

  private static String card(String text) {
    return String.format(Locale.ROOT, "%-80s", text);
  }

  private static String pad(String cards) {
    return cards + " ".repeat((2880 - cards.length() % 2880) % 2880);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
