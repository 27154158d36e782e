// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.cutout.CutoutRequest.Compression;
import org.nasmyth.api.cutout.CutoutRequest.Named;
import org.nasmyth.api.cutout.CutoutRequest.PixelBox;
import org.nasmyth.api.cutout.CutoutRequest.PixelSpan;
import org.nasmyth.api.cutout.CutoutRequest.SkyRange;
import org.nasmyth.api.products.Interval;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.Polygon;
import org.nasmyth.sphere.SkyPoint;

@DisplayName("A synchronous request")
class SyncTest {

  /** Long enough for a busy machine. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String CUBE = "ADP.2018-06-21T20:32:57.736";
  private static final byte[] PIXELS = "0123456789".getBytes(US_ASCII);

  @TempDir private Path folder;
  private final LineEngine engine =
      new LineEngine("cut", CutoutAxis.SKY, CutoutAxis.BAND, CutoutAxis.PIXEL);
  private RunningSoda soda;

  @BeforeEach
  void start() throws Exception {
    start(RunningSoda.SETTINGS);
  }

  private void start(SodaSettings settings) throws Exception {
    soda = new RunningSoda(folder, settings, null);
    soda.add(CUBE, "cube", "open", PIXELS);
    soda.add("ADP.held", "cube", "held", PIXELS);
    soda.add("ADP.login", "cube", "login", PIXELS);
    soda.add("ADP.secret", "cube", "secret", PIXELS);
    soda.add("ADP.table", "measurements", "open", PIXELS);
    soda.service.addEngine(engine, Map.of("service.id", 1L, "component.name", "line"));
  }

  @AfterEach
  void stop() throws Exception {
    await("all files to be closed").atMost(LIMIT).until(() -> soda.open() == 0);
    soda.close();
  }

  @Test
  @DisplayName("delivers the piece with its exact length, type and name")
  void piece() throws Exception {
    HttpResponse<byte[]> answer = soda.cut("ID", CUBE, "BAND", "5.01e-7 5.99e-07");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(RunningSoda.text(answer)).isEqualTo("23");
    assertThat(header(answer, "Content-Length")).isEqualTo("2");
    assertThat(header(answer, "Content-Type")).isEqualTo("application/fits");
    assertThat(header(answer, "Content-Disposition"))
        .isEqualTo("attachment; filename=\"ADP.2018-06-21T20_32_57.736_cut.fits\"");
  }

  @Test
  @DisplayName("takes all forms of an identifier, also with an unescaped question mark")
  void identifiers() throws Exception {
    for (String id :
        List.of(
            CUBE,
            "ivo://eso.org/ID?" + CUBE,
            "ivo%3A%2F%2Feso.org%2FID%3F" + CUBE.replace(":", "%3A"))) {
      HttpResponse<byte[]> answer =
          soda.send(soda.request("/sync?ID=" + id + "&CIRCLE=10+20+1&BAND=4e-7+4.4e-7"));
      assertThat(answer.statusCode()).as(id).isEqualTo(200);
      assertThat(RunningSoda.text(answer)).isEqualTo("0");
    }
  }

  @Test
  @DisplayName("is understood in every parameter, and its words travel with the piece")
  void parameters() throws Exception {
    engine.requests.clear();
    soda.cut("ID", CUBE, "POS", "circle 10 20 0.5", "MASK", "true");
    soda.cut("ID", CUBE, "POS", "RANGE 350 10 -5 +Inf");
    soda.cut("ID", CUBE, "POS", "POLYGON 1 2 3 2 3 4", "SUB", "[2][1:10,*,7]");
    soda.cut("ID", CUBE, "POLYGON", "1,2 3,2 3,4", "PIXEL_2", "3 4");
    soda.cut("ID", CUBE, "CIRCLE", "1 2 3", "BAND", "-Inf 5e-7");
    soda.cut("ID", CUBE, "BAND", "5e-7");
    soda.cut("ID", CUBE, "SUB", "[SCI,2][1:10]", "COMPRESSED", "true");
    soda.cut("ID", CUBE, "SUB", "[ERR map]", "COMPRESSED", "false");
    List<CutoutRequest> asked = engine.requests;
    Circle circle = new Circle(new SkyPoint(10, 20), 0.5);
    assertThat(asked.get(0).region()).isEqualTo(circle);
    assertThat(asked.get(0).mask()).isTrue();
    assertThat(asked.get(0).provenance())
        .containsExactly("SODA cut-out, ID=" + CUBE, "POS=circle 10 20 0.5", "MASK=true");
    assertThat(asked.get(1).range())
        .isEqualTo(new SkyRange(350, 370, -5, Double.POSITIVE_INFINITY));
    assertThat(asked.get(2).region()).isEqualTo(Polygon.of(1, 2, 3, 2, 3, 4));
    assertThat(asked.get(2).pixels())
        .containsExactly(
            new PixelBox(2, Arrays.asList(new PixelSpan(1, 10), null, new PixelSpan(7, 7))));
    assertThat(asked.get(3).region()).isEqualTo(asked.get(2).region());
    assertThat(asked.get(3).pixels())
        .containsExactly(new PixelBox(0, Arrays.asList(null, new PixelSpan(3, 4))));
    assertThat(asked.get(4).band()).isEqualTo(new Interval(Double.NEGATIVE_INFINITY, 5e-7));
    assertThat(asked.get(5).band()).isEqualTo(new Interval(5e-7, 5e-7));
    assertThat(asked.get(6).pixels())
        .containsExactly(
            new PixelBox(new Named("SCI", OptionalInt.of(2)), List.of(new PixelSpan(1, 10))));
    assertThat(asked).extracting(CutoutRequest::compression).startsWith(Compression.ANY);
    assertThat(asked.get(6).compression()).isEqualTo(Compression.KEPT);
    assertThat(asked.get(7).pixels())
        .containsExactly(new PixelBox(new Named("ERR map", OptionalInt.empty()), List.of()));
    assertThat(asked.get(7).compression()).isEqualTo(Compression.NONE);
  }

  @Test
  @DisplayName("of what lies elsewhere is answered with 204 and nothing more")
  void noOverlap() throws Exception {
    HttpResponse<byte[]> answer = soda.cut("ID", CUBE, "CIRCLE", "100 20 1");
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(soda.cut("ID", CUBE, "BAND", "1e-6 2e-6").statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("for a region that only touches, or for the whole sky, gets what is there")
  void edges() throws Exception {
    assertThat(soda.cut("ID", CUBE, "CIRCLE", "10 30 5").statusCode()).isEqualTo(200);
    assertThat(soda.cut("ID", CUBE, "CIRCLE", "0 0 180").statusCode()).isEqualTo(200);
    assertThat(soda.cut("ID", CUBE, "POS", "RANGE 0 360 -90 90").statusCode()).isEqualTo(200);
    assertThat(soda.cut("ID", CUBE, "POS", "RANGE -Inf +Inf -Inf +Inf").statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CIRCLE   | NaN 20 1                | UsageError: CIRCLE: 'NaN' is no number
          CIRCLE   | 10 20 -1                | UsageError: CIRCLE: The radius of a circle must lie
          CIRCLE   | 10 20                   | UsageError: CIRCLE: A circle needs 3 numbers
          CIRCLE   | 10 95 1                 | UsageError: CIRCLE: A latitude must lie between
          CIRCLE   | 1e999 0 1               | UsageError: CIRCLE: 1e999 is too large
          POLYGON  | 0 0 10 10 10 0 0 10     | UsageError: POLYGON: The polygon crosses itself
          POLYGON  | 0 0 1 1                 | UsageError: POLYGON: A polygon needs at least 3
          POS      | BOX 1 2 3 4             | UsageError: POS begins with CIRCLE, RANGE or POLYGON
          POS      | RANGE 0 1 9 8           | UsageError: The latitude of POS=RANGE is reversed
          POS      | RANGE 0 1 95 99         | UsageError: POS=RANGE: Latitudes lie between
          POS      | RANGE 0 1 2             | UsageError: POS=RANGE takes two longitudes
          BAND     | 9e-7 4e-7               | UsageError: BAND is reversed
          BAND     | +Inf +Inf               | UsageError: BAND from Infinity to Infinity holds
          BAND     | 1 2 3                   | UsageError: BAND takes two numbers
          TIME     | 59000 59001             | UsageError: ADP.2018-06-21T20:32:57.736 cannot be cut by TIME; it can be cut by POS, CIRCLE, POLYGON, BAND, SUB
          POL      | Z                       | UsageError: POL: 'Z' is no polarization state
          SUB      | [1][5:2]                | UsageError: SUB: pixels are counted from 1
          SUB      | [1][0:2]                | UsageError: SUB: pixels are counted from 1
          SUB      | SCI[1:2]                | UsageError: SUB: 'SCI[1:2]' names no pixels
          SUB      | [1][1:9:2]              | UsageError: SUB: '1:9:2' is no range of pixels
          MASK     | maybe                   | UsageError: MASK is true or false
          COMPRESSED | maybe                 | UsageError: COMPRESSED is true or false
          MASK     | true                    | UsageError: MASK=true blanks pixels outside a shape
          CIRCL    | 10 20 1                 | UsageError: Nothing says what to cut, and the parameter CIRCL is not known
          RESPONSEFORMAT | png               | UsageError: RESPONSEFORMAT 'png' is not offered
          """)
  void badInput(String name, String value, String message) throws Exception {
    HttpResponse<byte[]> answer = soda.cut("ID", CUBE, name, value);
    assertThat(RunningSoda.text(answer)).startsWith(message);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(header(answer, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
  }

  @Test
  @DisplayName("without ID, of an unknown or unreadable one is told so")
  void wrongIdentifiers() throws Exception {
    assertThat(RunningSoda.text(soda.cut("CIRCLE", "10 20 1")))
        .startsWith("UsageError: ID is missing");
    for (String id : List.of("ADP.nobody", "ivo://other.org/ID?" + CUBE, "../../etc/passwd")) {
      HttpResponse<byte[]> answer = soda.cut("ID", id, "CIRCLE", "10 20 1");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(RunningSoda.text(answer)).startsWith("UsageError: The archive has no file");
    }
  }

  @Test
  @DisplayName("of several pieces is refused in the standard's word")
  void severalValues() throws Exception {
    for (String[] more :
        new String[][] {
          {"BAND", "4e-7 5e-7"}, {"CIRCLE", "1 2 3"}, {"POS", "CIRCLE 1 2 3"}, {"ID", "ADP.held"}
        }) {
      HttpResponse<byte[]> answer =
          soda.cut("ID", CUBE, "CIRCLE", "10 20 1", "BAND", "6e-7 7e-7", more[0], more[1]);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(RunningSoda.text(answer)).startsWith("MultiValuedParamNotSupported: ");
    }
  }

  @Test
  @DisplayName("is refused as a download of the file would be")
  void access() throws Exception {
    HttpResponse<byte[]> held = soda.cut("ID", "ADP.held", "BAND", "5e-7");
    assertThat(held.statusCode()).isEqualTo(403);
    assertThat(RunningSoda.text(held)).isEqualTo("AuthorizationError: Public from 2099 on.\n");
    HttpResponse<byte[]> login = soda.cut("ID", "ADP.login", "BAND", "5e-7");
    assertThat(login.statusCode()).isEqualTo(401);
    assertThat(header(login, "WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(RunningSoda.text(login)).isEqualTo("AuthenticationError: Log in.\n");
    HttpResponse<byte[]> secret = soda.cut("ID", "ADP.secret", "BAND", "5e-7");
    HttpResponse<byte[]> nobody = soda.cut("ID", "ADP.nobody", "BAND", "5e-7");
    assertThat(secret.statusCode()).isEqualTo(nobody.statusCode()).isEqualTo(404);
    assertThat(secret.body()).isEqualTo(nobody.body());
    assertThat(
            soda.send(soda.request("/sync?ID=ADP.secret&BAND=5e-7").header("From", "pi"))
                .statusCode())
        .isEqualTo(200);
    assertThat(engine.requests).hasSize(1);
  }

  @Test
  @DisplayName("says what a product that cannot be cut is, and what the engine has against it")
  void engineRefuses() throws Exception {
    assertThat(RunningSoda.text(soda.cut("ID", "ADP.table", "BAND", "5e-7")))
        .startsWith("UsageError: ADP.table is of a kind that cannot be cut");
    engine.failure = new CutoutException(CutoutException.Kind.USAGE, "Not so.", null);
    assertThat(RunningSoda.text(soda.cut("ID", CUBE, "BAND", "5e-7")))
        .isEqualTo("UsageError: Not so.\n");
    engine.failure = new CutoutException(CutoutException.Kind.BAD_FILE, "It is broken.", null);
    HttpResponse<byte[]> broken = soda.cut("ID", CUBE, "BAND", "5e-7");
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(RunningSoda.text(broken)).isEqualTo("Error: It is broken.\n");
    engine.failure = new CutoutException(CutoutException.Kind.BUSY, "No room.", null);
    HttpResponse<byte[]> busy = soda.cut("ID", CUBE, "BAND", "5e-7");
    assertThat(busy.statusCode()).isEqualTo(503);
    assertThat(busy.headers().firstValue("Retry-After")).isPresent();
    assertThat(RunningSoda.text(busy)).isEqualTo("ServiceUnavailable: No room.\n");
  }

  @Test
  @DisplayName("names the parameter that the user wrote")
  void namedAsWritten() throws Exception {
    engine.failure = new CutoutException(CutoutAxis.SKY, "This file has no positions.");
    assertThat(RunningSoda.text(soda.cut("ID", CUBE, "CIRCLE", "10 20 1")))
        .isEqualTo("UsageError: This file has no positions. CIRCLE cannot be used.\n");
    assertThat(RunningSoda.text(soda.cut("ID", CUBE, "POLYGON", "10 20 11 20 10 21")))
        .isEqualTo("UsageError: This file has no positions. POLYGON cannot be used.\n");
    assertThat(RunningSoda.text(soda.cut("ID", CUBE, "POS", "RANGE 1 2 3 4")))
        .isEqualTo("UsageError: This file has no positions. POS cannot be used.\n");
    engine.failure = new CutoutException(CutoutAxis.PIXEL, "This file has no pixels.");
    assertThat(RunningSoda.text(soda.cut("ID", CUBE, "PIXEL_1", "1 2")))
        .isEqualTo("UsageError: This file has no pixels. PIXEL_1 cannot be used.\n");
    engine.failure = null;
    assertThat(RunningSoda.text(soda.cut("ID", CUBE, "TIME", "57000 57001")))
        .startsWith("UsageError: " + CUBE + " cannot be cut by TIME; it can be cut by ");
  }

  @Test
  @DisplayName("tells the log once what is wrong with a file, without a stack trace")
  void brokenFileIsLoggedOnce() throws Exception {
    List<LogRecord> records = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            records.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("org.nasmyth");
    logger.addHandler(handler);
    try {
      engine.failure =
          new CutoutException(
              CutoutException.Kind.BAD_FILE, "It is truncated.", new IOException("inside"));
      for (int i = 0; i < 3; i++) {
        assertThat(soda.cut("ID", CUBE, "BAND", "5e-7").statusCode()).isEqualTo(500);
      }
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(records)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getLevel()).isEqualTo(Level.WARNING);
              assertThat(record.getMessage()).isEqualTo(CUBE + ": It is truncated.");
              assertThat(record.getThrown()).isNull();
            });
  }

  @Test
  @DisplayName("without an engine is asked to come again")
  void noEngine() throws Exception {
    soda.service.close();
    soda.service.removeEngine(engine);
    HttpResponse<byte[]> answer = soda.cut("ID", CUBE, "BAND", "5e-7");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(header(answer, "Retry-After")).isEqualTo("5");
    assertThat(RunningSoda.text(answer)).startsWith("ServiceUnavailable: There is no engine");
    assertThat(soda.cut("ID", CUBE, "BAND", "5e-7", "RESPONSEFORMAT", "tar").statusCode())
        .isEqualTo(503);
  }

  @Test
  @DisplayName("is done by the engine of the highest ranking that can cut the product")
  void ranking() throws Exception {
    LineEngine better = new LineEngine("better", CutoutAxis.BAND);
    soda.service.addEngine(
        better, Map.of("service.id", 2L, "component.name", "better", "service.ranking", 5));
    HttpResponse<byte[]> answer = soda.cut("ID", CUBE, "BAND", "5e-7", "PREFIX", "my cut/../x");
    assertThat(header(answer, "Content-Disposition"))
        .isEqualTo("attachment; filename=\"my_cut_.._x_ADP.2018-06-21T20_32_57.736_better.fits\"");
  }

  @Test
  @DisplayName("by HEAD has the same headers and no body")
  void head() throws Exception {
    HttpResponse<byte[]> answer =
        soda.send(
            soda.request("/sync?ID=" + CUBE + "&BAND=5.01e-7+5.99e-7")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Length")).isEqualTo("2");
    assertThat(header(answer, "Content-Disposition")).contains("_cut.fits");
  }

  @Test
  @DisplayName("is finished on its engine when that one leaves meanwhile")
  void exchangedWhileCutting() throws Exception {
    soda.add("ADP.long", "cube", "open", new byte[200 * 1024]);
    Semaphore pace = new Semaphore(0);
    engine.pace = pace;
    CompletableFuture<HttpResponse<byte[]>> slow = CompletableFuture.supplyAsync(this::cutLong);
    await().atMost(LIMIT).until(() -> engine.requests.size() == 1);
    Thread leaving = new Thread(() -> soda.service.removeEngine(engine), "leaving");
    leaving.start();
    await("the engine to wait for its user")
        .atMost(LIMIT)
        .until(() -> leaving.getState() == Thread.State.TIMED_WAITING);
    LineEngine next = new LineEngine("next", CutoutAxis.BAND);
    soda.service.addEngine(next, Map.of("service.id", 3L, "component.name", "line"));
    assertThat(header(soda.cut("ID", CUBE, "BAND", "5e-7"), "Content-Disposition"))
        .contains("_next.fits");
    assertThat(leaving.isAlive()).isTrue();
    pace.release(200);
    assertThat(slow.join().body()).hasSize(200 * 1024);
    leaving.join(LIMIT.toMillis());
    assertThat(leaving.isAlive()).isFalse();
  }

  private HttpResponse<byte[]> cutLong() {
    try {
      return soda.cut("ID", "ADP.long");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("that finds no place in time is asked to come again")
  void places() throws Exception {
    soda.add("ADP.long", "cube", "open", new byte[200 * 1024]);
    Semaphore pace = new Semaphore(0);
    engine.pace = pace;
    List<CompletableFuture<HttpResponse<byte[]>>> slow = new ArrayList<>();
    for (int i = 0; i < RunningSoda.SETTINGS.atOnce(); i++) {
      slow.add(CompletableFuture.supplyAsync(this::cutLong));
    }
    await().atMost(LIMIT).until(() -> engine.requests.size() == slow.size());
    HttpResponse<byte[]> answer = soda.cut("ID", CUBE, "BAND", "5e-7");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(header(answer, "Retry-After")).isNotEmpty();
    assertThat(RunningSoda.text(answer)).startsWith("ServiceUnavailable: ");
    pace.release(1000);
    slow.forEach(one -> assertThat(one.join().body()).hasSize(200 * 1024));
    assertThat(soda.cut("ID", CUBE, "BAND", "5e-7").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("that takes too long ends: with an error before the first byte, cut short after it")
  void timeLimit() throws Exception {
    soda.close();
    SodaSettings hasty =
        new SodaSettings(
            Duration.ofSeconds(3), 2, Duration.ofSeconds(1), 20, RunningSoda.JOB_LIMITS, 1000);
    start(hasty);
    soda.add("ADP.long", "cube", "open", new byte[400 * 1024]);
    Semaphore pace = new Semaphore(0);
    engine.pace = pace;
    CompletableFuture<HttpResponse<byte[]>> slow = CompletableFuture.supplyAsync(this::cutLong);
    await().atMost(LIMIT).until(() -> engine.requests.size() == 1);
    await().pollDelay(Duration.ofMillis(3200)).until(() -> true);
    pace.release(1000);
    assertThat(slow.join().statusCode()).isEqualTo(503);
    assertThat(RunningSoda.text(slow.join())).contains("time limit");

    Semaphore some = new Semaphore(250);
    engine.pace = some;
    CompletableFuture<HttpResponse<byte[]>> begun = CompletableFuture.supplyAsync(this::cutLong);
    await().atMost(LIMIT).until(() -> engine.requests.size() == 2);
    await().pollDelay(Duration.ofMillis(3200)).until(() -> true);
    some.release(1000);
    assertThat(begun).failsWithin(LIMIT);
  }

  @Test
  @DisplayName("whose client leaves ends, and gives back file and engine")
  void clientGone() throws Exception {
    soda.add("ADP.huge", "cube", "open", new byte[64 * 1024 * 1024]);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), soda.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /dataPortal/soda/sync?ID=ADP.huge HTTP/1.1\r\nHost: x\r\n\r\n"
                  .getBytes(US_ASCII));
      InputStream in = socket.getInputStream();
      assertThat(in.readNBytes(1000)).hasSize(1000);
      assertThat(soda.open()).isEqualTo(1);
    }
    await().atMost(LIMIT).until(() -> soda.open() == 0);
    soda.service.removeEngine(engine);
  }

  @Test
  @DisplayName("for a list of pieces gets one tar file, failures as texts in it")
  void tar() throws Exception {
    String list =
        """
        ID,CIRCLE,BAND,PREFIX
        %s,10 20 1,4e-7 4.4e-7,first
        ADP.nobody,10 20 1,,
        "ivo://eso.org/ID?%s","10,20,1",5.01e-7 5.99e-7,
        ADP.secret,10 20 1,,
        %s,100 20 1,,
        ADP.held,10 20 1,,
        """
            .formatted(CUBE, CUBE, CUBE);
    HttpResponse<byte[]> answer = soda.post("/sync", "CUTOUTS", list);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/x-tar");
    assertThat(header(answer, "Content-Disposition")).contains("\"cutouts.tar\"");
    Map<String, byte[]> entries = Tar.entries(answer.body());
    assertThat(entries.keySet())
        .containsExactly(
            "0001_first_ADP.2018-06-21T20_32_57.736_cut.fits",
            "0002_ADP.nobody.txt",
            "0003_ADP.2018-06-21T20_32_57.736_cut.fits",
            "0004_ADP.secret.txt",
            "0005_ADP.2018-06-21T20_32_57.736.txt",
            "0006_ADP.held.txt");
    List<String> texts = entries.values().stream().map(bytes -> new String(bytes, UTF_8)).toList();
    assertThat(texts.get(0)).isEqualTo("0");
    assertThat(texts.get(1)).startsWith("UsageError: ").isEqualTo(texts.get(3));
    assertThat(texts.get(2)).isEqualTo("23");
    assertThat(texts.get(4)).startsWith("UsageError: The cut-out is empty");
    assertThat(texts.get(5)).startsWith("AuthorizationError: Public from 2099 on.");
  }

  @Test
  @DisplayName("for several values gets one tar file where it asks for that")
  void tarOfValues() throws Exception {
    HttpResponse<byte[]> answer =
        soda.cut(
            "ID", CUBE, "BAND", "4e-7 4.4e-7", "BAND", "5.01e-7 5.99e-7", "RESPONSEFORMAT", "tar");
    assertThat(Tar.entries(answer.body()).values().stream().map(one -> new String(one, UTF_8)))
        .containsExactly("0", "23");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ID,CIRCLE\\nADP.x,10 20 1,4           | UsageError: Line 2 of CUTOUTS: it has 3 values, the first line 2 names
          ID,CIRCLE                             | UsageError: Line 1 of CUTOUTS: the list has no cut-out
          ID,CIRCLE\\nADP.x,1 2 -3              | UsageError: Line 2 of CUTOUTS: CIRCLE: The radius
          ID,CIRCLE\\n\\nADP.x,"1 2 3           | UsageError: Line 3 of CUTOUTS: a double quote is not closed
          10 20 1\\n10 20 2                     | UsageError: Line 1 of CUTOUTS: the first line has the names
          """)
  void badList(String list, String message) throws Exception {
    HttpResponse<byte[]> answer = soda.post("/sync", "CUTOUTS", list.replace("\\n", "\n"));
    assertThat(RunningSoda.text(answer)).startsWith(message);
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  @DisplayName("for more pieces than are allowed is refused")
  void tooMany() throws Exception {
    String list = "ID,BAND\n" + (CUBE + ",5e-7\n").repeat(21);
    assertThat(RunningSoda.text(soda.post("/sync", "CUTOUTS", list)))
        .startsWith("UsageError: The list has more than 20 cut-outs");
    assertThat(soda.post("/sync", "CUTOUTS", "ID,BAND\n" + (CUBE + ",5e-7\n").repeat(20)).body())
        .isNotEmpty();
    List<String> values = new ArrayList<>(List.of("ID", CUBE, "RESPONSEFORMAT", "tar"));
    for (int i = 1; i <= 5; i++) {
      values.addAll(List.of("BAND", i + "e-7", "CIRCLE", "10 20 " + i));
    }
    assertThat(RunningSoda.text(soda.cut(values.toArray(String[]::new))))
        .startsWith("UsageError: These are 25 cut-outs");
  }

  @Test
  @DisplayName("finds the service described")
  void description() throws Exception {
    String capabilities = RunningSoda.text(soda.send(soda.request("/capabilities")));
    assertThat(capabilities)
        .contains("standardID=\"ivo://ivoa.net/std/SODA#sync-1.0\"")
        .contains(soda.url("/sync"))
        .doesNotContain("SODA#async");
    assertThat(RunningSoda.text(soda.send(soda.request("/availability")))).contains("true");
    HttpResponse<byte[]> elsewhere = soda.send(soda.request("/nothing"));
    assertThat(elsewhere.statusCode()).isEqualTo(404);
    assertThat(RunningSoda.text(elsewhere)).startsWith("UsageError: There is nothing here");
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
