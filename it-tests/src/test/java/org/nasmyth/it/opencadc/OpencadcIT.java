// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.opencadc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.it.server.Checkout;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;

/**
 * OpenCADC's suites for UWS and TAP services. Each of their tests passes, or fails and is listed
 * with the reason in {@code exceptions.txt}.
 */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpencadcIT {

  private static final String UWS = "ca.nrc.cadc.conformance.uws.";
  private static final String TAP = "ca.nrc.cadc.tap.";
  private static final URI RESOURCE = URI.create("ivo://nasmyth.test/tap_obs");
  private static final String GOOD = "LANG=ADQL\nQUERY=SELECT table_name FROM TAP_SCHEMA.tables\n";
  private static final String BAD = "LANG=ADQL\nQUERY=SELECT nothing FROM nowhere\n";

  private static final String UPLOAD =
      """
      <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE type="results"><TABLE>
      <FIELD name="id" datatype="int"/><FIELD name="name" datatype="char" arraysize="*"/>
      <DATA><TABLEDATA><TR><TD>1</TD><TD>one</TD></TR><TR><TD>2</TD><TD>two</TD></TR></TABLEDATA></DATA>
      </TABLE></RESOURCE></VOTABLE>
      """;

  /** Queries of the TAP suite that ask for what only OpenCADC's services have. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "avg", "arraysize is a text since TAP 1.1",
          "sum", "arraysize is a text since TAP 1.1",
          "multi-ID", "a table of OpenCADC's own, tap_test.AllDataTypes",
          "nulls", "a table of OpenCADC's own, tap_test.AllDataTypes");

  @TempDir private Path folder;
  private RunningServer server;
  private HttpServer registry;

  @BeforeAll
  void start() throws IOException {
    Distribution distribution = Distribution.unpacked();
    Path home = distribution.prepare("opencadc");
    // HttpUnit, by which the suites ask, takes every challenge for a refusal, also one beside a
    // result.
    Files.delete(home.resolve("etc/org.nasmyth.identity.local.json"));
    Path service = home.resolve("etc/org.nasmyth.tap~obs.json");
    Files.writeString(
        service,
        Files.readString(service).replaceFirst("\\{", "{\n  \"uploadHosts\": [\"127.0.0.1\"],"));
    server = distribution.startAgain("opencadc", Jdk.current());
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve(
        "/reg/resource-caps",
        "text/plain",
        RESOURCE + " = " + server.base() + "/tap_obs/capabilities\n");
    serve("/upload.vot", "application/x-votable+xml", UPLOAD);
    registry.start();
  }

  private void serve(String path, String type, String text) {
    byte[] content = text.getBytes(UTF_8);
    registry.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
  }

  @AfterAll
  void stop() {
    if (registry != null) {
      registry.stop(0);
    }
    if (server != null) {
      server.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> uws() throws IOException {
    Path properties = Files.createDirectories(folder.resolve("uws"));
    Files.writeString(properties.resolve("ErrorTest.properties"), BAD);
    Files.writeString(properties.resolve("ResultsTest.properties"), GOOD);
    return tests(
        run(properties)
            .of(
                URI.create(server.base() + "/tap_cat/async"),
                Stream.of(
                        "EmptyJobListTest",
                        "DestructionTest",
                        "ErrorTest",
                        "ErrorXmlTest",
                        "ExecutionDurationTest",
                        "GetPhaseTest",
                        "JobIdTest",
                        "JobInfoTest",
                        "JobTest",
                        "OwnerTest",
                        "ParametersTest",
                        "PrivateJobListTest",
                        "QuoteTest",
                        "ResultsTest",
                        "ResultsXmlTest",
                        "SchemaTest",
                        "ShutdownCommandTest")
                    .map(name -> UWS + name)
                    .toList()));
  }

  @TestFactory
  Stream<DynamicTest> tap() throws IOException {
    Path properties = Files.createDirectories(folder.resolve("tap"));
    for (String kind : List.of("Sync", "Async")) {
      Files.writeString(properties.resolve("Tap" + kind + "QueryTest.properties"), GOOD);
      Files.writeString(properties.resolve("Tap" + kind + "ErrorTest.properties"), BAD);
      Files.writeString(properties.resolve("Tap" + kind + "UploadTest.properties"), GOOD);
    }
    copyQueries(properties);
    return tests(
        run(properties)
            .of(
                URI.create(server.base() + "/tap_obs/sync"),
                List.of(
                    TAP + "integration.TapSyncQueryTest",
                    TAP + "integration.TapSyncErrorTest",
                    TAP + "integration.TapAsyncQueryTest",
                    TAP + "integration.TapAsyncErrorTest",
                    TAP + "integration.TapSyncUploadTest",
                    TAP + "integration.TapAsyncUploadTest",
                    TAP + "datatype.SyncResultTest")));
  }

  private SuiteRun run(Path properties) throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    URI own = URI.create("http://127.0.0.1:" + registry.getAddress().getPort());
    Path upload = Files.writeString(folder.resolve("upload.vot"), UPLOAD);
    Files.writeString(
        Files.createDirectories(home.resolve("config")).resolve("cadc-registry.properties"),
        "ca.nrc.cadc.reg.client.RegistryClient.baseURL=" + own + "/reg\n");
    return new SuiteRun(RESOURCE, properties, home, upload, own.resolve("/upload.vot"));
  }

  /** The queries that the TAP suite brings along. */
  private static void copyQueries(Path properties) throws IOException {
    Path jars = Checkout.here().root().resolve("it-tests/target/opencadc");
    try (Stream<Path> files = Files.list(jars)) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().startsWith("cadc-test-tap-"))
              .findFirst()
              .orElseThrow();
      try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          if (isOurs(entry.getName())) {
            Files.copy(zip, properties.resolve(entry.getName()));
          }
        }
      }
    }
  }

  private static boolean isOurs(String name) {
    if (!name.matches("SyncResultTest\\..*\\.properties")) {
      return false;
    }
    String reason = ELSEWHERE.get(name.split("\\.", -1)[1]);
    if (reason != null) {
      System.out.println(name + " is left out: " + reason);
    }
    return reason == null;
  }

  private static Stream<DynamicTest> tests(Map<String, String> results) throws IOException {
    assertThat(results).as("the suite ran").isNotEmpty();
    Map<String, String> exceptions = exceptions();
    return new TreeMap<>(results)
        .entrySet().stream()
            .map(
                result ->
                    DynamicTest.dynamicTest(
                        result.getKey(),
                        () -> check(result.getValue(), exceptions.get(result.getKey()))));
  }

  private static void check(String wrong, String exception) {
    if (exception == null) {
      assertThat(wrong).isEmpty();
    } else {
      System.out.println("expected: " + wrong + "\n  because: " + exception);
      assertThat(wrong).as("listed in exceptions.txt, but it passes").isNotEmpty();
    }
  }

  private static Map<String, String> exceptions() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OpencadcIT.class.getResourceAsStream("exceptions.txt"))) {
      Map<String, String> reasons = new LinkedHashMap<>();
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .forEach(parts -> reasons.put(parts[0], parts[1]));
      return reasons;
    }
  }
}
