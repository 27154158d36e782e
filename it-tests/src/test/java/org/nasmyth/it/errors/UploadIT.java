// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.TapService;

/**
 * Uploads that are wrong, malicious or too large: each gets the right status and a message that
 * says what to do, and nothing stays behind. The server may fetch from {@code localhost}, and from
 * nowhere else that is not public.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadIT {

  private static final String GOOD =
      """
      <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><TABLE>
      <FIELD name="id" datatype="int"/>
      <DATA><TABLEDATA><TR><TD>1</TD></TR><TR><TD>2</TD></TR></TABLEDATA></DATA>
      </TABLE></RESOURCE></VOTABLE>
      """;

  private static final List<String> INSIDE =
      List.of("Exception", "\tat ", "org.nasmyth", "java.", "duckdb", "/uploads/");

  private RunningServer server;
  private HttpServer files;

  @BeforeAll
  void start() throws IOException {
    files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    files.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          if (path.equals("/round")) {
            exchange.getResponseHeaders().add("Location", "/round");
            exchange.sendResponseHeaders(302, -1);
          } else if (path.equals("/inward")) {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(302, -1);
          } else if (path.equals("/missing")) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(GOOD.getBytes(UTF_8));
          }
          exchange.close();
        });
    files.start();
    server = Distribution.unpacked().start("uploads", Jdk.current());
    Files.writeString(
        server.configuration().resolve("org.nasmyth.tap~small.json"),
        """
        {
          "path": "small",
          "database.target": "(name=obs)",
          "uploadRows": 1000,
          "uploadBytes": 2000000,
          "uploadSpace": 3000000,
          "uploadHosts": ["localhost"],
          "uploadSeconds": 5
        }
        """);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> service().get("/availability").text().contains("available>true<"));
  }

  @AfterAll
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
    files.stop(0);
  }

  private TapService service() {
    return server.tap("small");
  }

  private static Map<String, String> query(String upload) {
    Map<String, String> parameters =
        new LinkedHashMap<>(TapService.doQuery("SELECT * FROM TAP_UPLOAD.t", "csv"));
    parameters.put("UPLOAD", upload);
    return parameters;
  }

  private String url(String path) {
    return "http://localhost:" + files.getAddress().getPort() + path;
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void tables_come_inline_compressed_or_from_an_address() throws IOException {
    String wanted = "id\r\n1\r\n2\r\n";
    byte[] good = GOOD.getBytes(UTF_8);
    assertThat(service().upload(query("t,param:x"), Map.of("x", good)).text())
        .isEqualToNormalizingNewlines(wanted.replace("\r", ""));
    assertThat(service().upload(query("t,param:X"), Map.of("x", gzip(good))).text())
        .isEqualToNormalizingNewlines(wanted.replace("\r", ""));
    assertThat(service().post(query("t," + url("/good"))).text())
        .isEqualToNormalizingNewlines(wanted.replace("\r", ""));
    assertThat(
            service().upload(query("o,param:y;t,param:x"), Map.of("x", good, "y", good)).status())
        .as("one that is never referred to")
        .isEqualTo(200);
    assertNothingIsLeft();
  }

  Stream<Arguments> wrong() throws IOException {
    byte[] good = GOOD.getBytes(UTF_8);
    String bomb =
        "<!DOCTYPE b [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"
            + GOOD.replace("<TD>1", "<TD>&b;");
    String external =
        "<!DOCTYPE b [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + GOOD.replace("<TD>1", "<TD>&x;");
    String href =
        GOOD.replaceAll(
            "(?s)<TABLEDATA>.*</TABLEDATA>",
            "<BINARY><STREAM href='file:///etc/passwd'/></BINARY>");
    StringBuilder rows = new StringBuilder("id\n");
    for (int i = 0; i < 2000; i++) {
      rows.append(i).append('\n');
    }
    return Stream.of(
        inline("malformed VOTable", 400, GOOD.replace("</TR><TR>", "<TR>"), "line 3"),
        inline("cut short", 400, GOOD.substring(0, GOOD.indexOf("2</TD>")), "line 3"),
        inline("entity bomb", 400, bomb, "DOCTYPE"),
        inline("external entity", 400, external, "DOCTYPE"),
        inline("data elsewhere", 400, href, "href"),
        inline("no table", 400, "\0\1\2", "No table was recognised", "VOTable"),
        inline("empty", 400, "", "No table was recognised"),
        inline("too many rows", 400, rows.toString(), "1000 rows"),
        Arguments.of(
            "gzip bomb",
            413,
            "t,param:x",
            Map.of("x", gzip(new byte[50_000_000])),
            List.of("2000000 bytes", "expanded")),
        Arguments.of(
            "gzip twice", 400, "t,param:x", Map.of("x", gzip(gzip(good))), List.of("once")),
        Arguments.of(
            "broken gzip",
            400,
            "t,param:x",
            Map.of("x", Arrays.copyOf(gzip(good), 60)),
            List.of("cut short or broken")),
        Arguments.of(
            "too large", 413, "t,param:x", Map.of("x", new byte[3_000_000]), List.of("2000000")),
        Arguments.of(
            "no room for all",
            503,
            "t,param:x",
            Map.of("x", new byte[1_900_000], "y", new byte[1_900_000]),
            List.of("room", "later")),
        Arguments.of("no such part", 400, "t,param:z", Map.of("x", good), List.of("part 'z'")),
        Arguments.of("keyword", 400, "select,param:x", Map.of("x", good), List.of("'select'")),
        Arguments.of("schema", 400, "a.t,param:x", Map.of("x", good), List.of("'a.t'", "schema")),
        Arguments.of(
            "two of one name",
            400,
            "t,param:x;T,param:x",
            Map.of("x", good),
            List.of("two tables 'T'")),
        Arguments.of("no comma", 400, "t", Map.of("x", good), List.of("comma", "param:")),
        remote("private address", "http://127.0.0.1:22/", "not on the public network"),
        remote("link-local address", "http://169.254.169.254/latest", "not on the public network"),
        remote("private host", "http://[::1]:22/", "not on the public network"),
        remote("endless redirect", url("/round"), "redirected more than"),
        remote("redirect inwards", url("/inward"), "not on the public network"),
        remote("missing file", url("/missing"), "status 404"),
        remote("file", "file:///etc/passwd", "http or https"),
        remote("vos", "vos://example.org/x", "http or https"));
  }

  private static Arguments inline(String what, int status, String content, String... words) {
    return Arguments.of(
        what, status, "t,param:x", Map.of("x", content.getBytes(UTF_8)), List.of(words));
  }

  private static Arguments remote(String what, String address, String... words) {
    return Arguments.of(what, 400, "t," + address, Map.of(), List.of(words));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void is_refused_with_a_message_and_nothing_is_left(
      String what, int status, String upload, Map<String, byte[]> parts, List<String> words)
      throws IOException {
    Answer answer = service().upload(query(upload), parts);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    String message = answer.queryStatus().orElse("no QUERY_STATUS in " + answer);
    assertThat(message).startsWith("ERROR ").hasSizeLessThan(1000);
    words.forEach(word -> assertThat(message).containsIgnoringCase(word));
    INSIDE.forEach(word -> assertThat(answer.text()).doesNotContainIgnoringCase(word));
    assertNothingIsLeft();
  }

  @Test
  void a_table_that_was_not_brought_is_told_so() throws IOException {
    Answer answer = service().post(TapService.doQuery("SELECT * FROM TAP_UPLOAD.other", "votable"));
    assertThat(answer.queryStatus()).get().asString().contains("UPLOAD=other,param:PART");
  }

  @Test
  void a_job_keeps_what_was_uploaded_until_it_has_run() throws IOException {
    Map<String, String> parameters = query("t,param:x");
    parameters.remove("UPLOAD");
    Answer created = service().postParts("/async", parameters, Map.of());
    String job = created.header("Location").orElseThrow().replaceFirst(".*/async", "/async");
    assertThat(
            service()
                .postParts(
                    job + "/parameters",
                    Map.of("UPLOAD", "t,param:x"),
                    Map.of("x", GOOD.getBytes(UTF_8)))
                .status())
        .isEqualTo(303);
    assertThat(service().get(job + "/parameters").text()).contains(">t,param:x<");
    assertNothingIsLeft();
    assertThat(service().postParts(job + "/phase", Map.of("PHASE", "RUN"), Map.of()).status())
        .isEqualTo(303);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> service().get(job + "/phase").text().equals("COMPLETED"));
    assertThat(service().get(job + "/results/result").text().lines())
        .containsExactly("id", "1", "2");
    String id = job.replace("/async/", "");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !Files.exists(server.home().resolve("jobs/" + id + "/input")));
  }

  /** The answer may be read before the files of its request are deleted. */
  private void assertNothingIsLeft() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              try (Stream<Path> left = Files.list(server.home().resolve("uploads/small"))) {
                assertThat(left).isEmpty();
              }
            });
  }
}
