// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.nasmyth.it.server.Answer;
import org.nasmyth.it.server.Checkout;
import org.nasmyth.it.server.Distribution;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.Jdk;
import org.nasmyth.it.server.RunningServer;
import org.nasmyth.it.server.TapService;
import org.xml.sax.SAXException;

/** Plugins come, change and go while a server works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ExchangeTests {

  private static final String FUNCTION = "org.nasmyth.example.function";
  private static final String FORMAT = "org.nasmyth.example.format";
  private static final int EXCHANGES = 50;
  private static final int ROWS = 2000;

  private static final Query PLAIN =
      new Query(
          "SELECT TOP " + ROWS + " dp_id, ra, dec FROM dbo.raw", "csv", "dp_id,ra,dec", ROWS + 1);
  private static final Query WITH_FUNCTION =
      new Query(
          "SELECT TOP " + ROWS + " dp_id, EXAMPLE_AIRMASS(dec) AS x FROM dbo.raw",
          "csv",
          "dp_id,x",
          ROWS + 1);
  private static final Query IN_FORMAT =
      new Query(
          "SELECT TOP " + ROWS + " dp_id, ra FROM dbo.raw", "markdown", "| dp_id | ra", ROWS + 2);
  private static final Query WITH_BOTH =
      new Query(
          "SELECT TOP 10 EXAMPLE_AIRMASS(30) AS x FROM TAP_SCHEMA.columns", "md", "| x |", 12);

  private final Jdk jdk;
  private final Checkout checkout = Checkout.here();
  private RunningServer server;
  private TapService service;

  ExchangeTests(Jdk jdk) {
    this.jdk = jdk;
  }

  @BeforeAll
  void start() throws IOException {
    server = Distribution.unpacked().start("exchange-" + jdk.name().replace(' ', '-'), jdk);
    service = server.tap("tap_obs");
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void leaveNoPlugin() throws IOException {
    for (String name : List.of(FUNCTION, FORMAT)) {
      Files.deleteIfExists(installed(name));
    }
    soon("the plugins of this test to be gone")
        .until(() -> !capabilities().contains("EXAMPLE_AIRMASS") && !offers("markdown"));
  }

  @Test
  void function_works_while_its_jar_is_there() throws IOException {
    assertThat(service.csv(WITH_FUNCTION.adql()).status()).isEqualTo(400);
    assertThat(capabilities()).doesNotContain("EXAMPLE_AIRMASS");

    long dropped = System.nanoTime();
    Files.copy(checkout.exampleJar(FUNCTION), installed(FUNCTION));
    soon("the function to work in queries")
        .until(() -> service.csv(WITH_FUNCTION.adql()).status() == 200);
    tell("function worked", dropped);
    assertThat(capabilities()).contains("EXAMPLE_AIRMASS(altitude DOUBLE)");
    assertThat(service.csv("SELECT TOP 1 EXAMPLE_AIRMASS(30) AS x FROM TAP_SCHEMA.tables").text())
        .startsWith("x")
        .contains("1.99");

    long removed = System.nanoTime();
    Files.delete(installed(FUNCTION));
    soon("the function to be refused in queries")
        .until(() -> service.csv(WITH_FUNCTION.adql()).status() == 400);
    tell("function was refused", removed);
    assertThat(capabilities()).doesNotContain("EXAMPLE_AIRMASS");
    assertThat(service.csv(WITH_FUNCTION.adql()).text()).contains("EXAMPLE_AIRMASS");
  }

  @Test
  void format_works_while_its_jar_is_there() throws IOException {
    assertThat(offers("markdown")).isFalse();

    long dropped = System.nanoTime();
    Files.copy(checkout.exampleJar(FORMAT), installed(FORMAT));
    soon("the format to work").until(() -> offers("markdown"));
    tell("format worked", dropped);
    assertThat(capabilities()).contains("text/markdown");

    long removed = System.nanoTime();
    Files.delete(installed(FORMAT));
    soon("the format to be refused").until(() -> !offers("markdown"));
    tell("format was refused", removed);
    assertThat(capabilities()).doesNotContain("text/markdown");
  }

  @Test
  void plugin_that_misses_something_is_named_with_what_it_misses() throws IOException {
    Path jar = installed("org.nasmyth.example.incomplete");
    String manifest =
        """
        Manifest-Version: 1.0
        Bundle-ManifestVersion: 2
        Bundle-SymbolicName: org.nasmyth.example.incomplete
        Bundle-Version: 1.0.0
        Import-Package: org.nasmyth.unheard.of

        """;
    try {
      Edition.write(Map.of("META-INF/MANIFEST.MF", manifest.getBytes(StandardCharsets.UTF_8)), jar);
      soon("the plugin to be listed with its need")
          .untilAsserted(
              () -> {
                Finished plugins = server.command("plugins");
                assertThat(plugins.exitCode()).isZero();
                assertThat(plugins.output())
                    .contains("org.nasmyth.example.incomplete", "org.nasmyth.unheard.of");
              });
      assertThat(service.csv(PLAIN.adql()).status()).isEqualTo(200);
    } finally {
      Files.delete(jar);
    }
  }

  @Test
  void function_that_fails_after_the_first_rows_is_told_in_a_wellformed_document()
      throws IOException, SAXException, ParserConfigurationException {
    Files.copy(checkout.exampleJar(FUNCTION), installed(FUNCTION));
    soon("the function to work").until(() -> service.csv(WITH_FUNCTION.adql()).status() == 200);
    // Scaled so that the largest right ascension, one row of all, becomes an altitude over 90.
    List<String> largest =
        service
            .csv("SELECT DISTINCT TOP 2 ra FROM dbo.raw WHERE ra > 0 ORDER BY ra DESC")
            .text()
            .lines()
            .toList();
    // All columns, so that the rows before it are more than the database holds back.
    String adql =
        "SELECT r.*, EXAMPLE_AIRMASS(ra * 90 / " + largest.get(2) + " - 1e-9) AS x FROM dbo.raw r";

    Map<String, String> parameters = TapService.doQuery(adql, "votable/td");
    parameters.put("MAXREC", "1000000");
    Answer answer = service.post(parameters);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.text()).contains("<TR>");
    assertThat(answer.queryStatus()).get().asString().startsWith("ERROR").contains("90 degrees");
    DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(answer.body()));
  }

  @Test
  void no_request_fails_through_fifty_exchanges() throws IOException {
    List<Edition> functions = new ArrayList<>();
    List<Edition> formats = new ArrayList<>();
    for (String mark : List.of("edition-a", "edition-b")) {
      functions.add(edition(FUNCTION, "\"Airmass ", "\"(" + mark + ") Airmass ", mark));
      formats.add(
          edition(
              FORMAT, "\"text/markdown\"", "\"text/markdown\", \"markdown-" + mark + '"', mark));
    }
    install(0, functions.get(1), FUNCTION);
    install(0, formats.get(1), FORMAT);
    soon("both plugins to work")
        .until(() -> service.query(WITH_BOTH.adql(), WITH_BOTH.format()).status() == 200);

    try (Clients clients =
        new Clients(
            Stream.of(
                    PLAIN,
                    PLAIN,
                    WITH_FUNCTION,
                    WITH_FUNCTION,
                    IN_FORMAT,
                    IN_FORMAT,
                    WITH_BOTH,
                    WITH_BOTH)
                .map(query -> query.to(service))
                .toList())) {
      soon("all clients to be at work").until(() -> clients.fewestAnswers() > 0);
      int before = clients.answers();
      for (int i = 0; i < EXCHANGES && clients.failures().isEmpty(); i++) {
        boolean function = i % 2 == 0;
        Edition next = (function ? functions : formats).get(i / 2 % 2);
        install(i / 2, next, function ? FUNCTION : FORMAT);
        String sign = function ? "(" + next.mark() + ") Airmass" : "markdown-" + next.mark();
        soon("exchange " + i + " to be seen")
            .until(() -> !clients.failures().isEmpty() || capabilities().contains(sign));
      }
      clients.close();

      assertThat(clients.failures()).isEmpty();
      assertThat(clients.answers()).isGreaterThan(before + EXCHANGES);
      System.out.printf(
          "%s: %d requests were answered through %d exchanges, none failed.%n",
          jdk, clients.answers() - before, EXCHANGES);
    }
  }

  private Edition edition(String example, String text, String replacement, String mark)
      throws IOException {
    return Edition.build(
        checkout.root().resolve("examples").resolve(example),
        checkout.exampleJar(example),
        text,
        replacement,
        mark,
        Files.createTempFile(example, ".jar"));
  }

  private void install(int way, Edition edition, String name) throws IOException {
    edition.install(way, installed(name));
  }

  private Path installed(String name) {
    return server.plugins().resolve(name + ".jar");
  }

  private String capabilities() throws IOException {
    return service.get("/capabilities").text();
  }

  private boolean offers(String format) throws IOException {
    Answer answer = service.query(PLAIN.adql(), format);
    assertThat(answer.status()).isIn(200, 400);
    return answer.status() == 200;
  }

  private void tell(String what, long since) {
    System.out.printf(
        "%s: %s after %d ms.%n", jdk, what, Duration.ofNanos(System.nanoTime() - since).toMillis());
  }

  private static ConditionFactory soon(String what) {
    return await(what).atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50));
  }
}
