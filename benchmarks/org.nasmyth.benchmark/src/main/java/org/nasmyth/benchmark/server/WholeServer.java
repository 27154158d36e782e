// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures a server from outside and prints the figures as rows of docs/performance.md's table: how
 * long it takes to start, what memory it takes, how fast it streams a million rows and how much it
 * adds to a cone search.
 */
public final class WholeServer {

  private static final String TABLE = "tables.big";
  private static final int STREAMED = 1_000_000;
  private static final int LOADED = 1_200_000;
  private static final int STARTS = 7;
  private static final int PAIRS = 7;
  private static final int WARM_UP_PAIRS = 3;
  private static final int PAIRS_OF_OTHERS = 5;
  private static final int CONES = 1000;
  private static final String CATALOGUE = "safcat.VVV_CAT_V2";
  private static final double RADIUS = 0.01;
  private static final int CLIENTS = 8;
  private static final int RATES = 5;
  private static final Duration RATE_TIME = Duration.ofSeconds(10);
  private static final int JOBS = 200;
  private static final long SEED = 20261123;
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final String TIMING_PLUGIN = "org.nasmyth.benchmark.timing.jar";

  private final Path script;
  private final Path work;
  private final Path home;

  private WholeServer(Path checkout, Path work) {
    this.script = checkout.resolve("nasmyth");
    this.work = work;
    this.home = work.resolve("home");
  }

  /**
   * Measures everything.
   *
   * @param args the checkout; a folder for the archive, the big table and logs; the jar of the
   *     timing plugin
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    WholeServer benchmark = new WholeServer(Path.of(args[0]), Path.of(args[1]));
    Files.createDirectories(benchmark.work);
    benchmark.fill();
    benchmark.measureStart();
    benchmark.measureStreaming();
    benchmark.measureCones(Path.of(args[2]));
    benchmark.measureSmallRequests();
  }

  /** Makes the sample archive and loads the big table, if an earlier run has not. */
  private void fill() throws IOException, InterruptedException {
    Path done = work.resolve("filled");
    if (Files.exists(done)) {
      return;
    }
    Path file = work.resolve("big.fits");
    BigTable.write(file, LOADED);
    long began = System.nanoTime();
    try (ServerProcess server = ServerProcess.start(script, home)) {
      server.awaitAnnouncement();
      row("first run with the sample archive made", "%.1f s", (System.nanoTime() - began) / 1e9);
      long load = System.nanoTime();
      server.call("load", "--replace", TABLE, file.toString());
      row(
          "load of %,d rows of 12 columns from FITS".formatted(LOADED),
          "%.1f s",
          (System.nanoTime() - load) / 1e9);
    }
    Files.delete(file);
    Files.createFile(done);
  }

  private void measureStart() throws IOException, InterruptedException {
    double[] seconds = new double[STARTS];
    double[] idle = new double[STARTS];
    for (int i = -1; i < STARTS; i++) {
      try (ServerProcess server = ServerProcess.start(script, home)) {
        if (i >= 0) {
          seconds[i] = server.secondsToFirstAnswer();
          Thread.sleep(SETTLE.toMillis());
          idle[i] = server.residentMegabytes();
        }
      }
    }
    row("start to first 200 on /tap_obs/availability", "%s", Sample.of(seconds).spread("s"));
    row("resident memory, idle", "%s", Sample.of(idle).spread("MB"));
  }

  private void measureStreaming() throws IOException, InterruptedException {
    Path copy = work.resolve("copy.duckdb");
    Files.copy(database(), copy, StandardCopyOption.REPLACE_EXISTING);
    double[] ours = new double[PAIRS];
    double[] firstByte = new double[PAIRS];
    double[] loop = new double[PAIRS];
    double[] ratio = new double[PAIRS];
    double[] resident = new double[PAIRS];
    String adql = "SELECT TOP " + STREAMED + " * FROM " + TABLE;
    try (ServerProcess server = ServerProcess.start(script, home);
        LoopProcess jdbc = new LoopProcess(copy)) {
      URI sync = server.address("/tap_obs/sync");
      Thread.sleep(SETTLE.toMillis());
      double idle = server.residentMegabytes();
      long bytes = 0;
      for (int i = -WARM_UP_PAIRS; i < PAIRS; i++) {
        if (i == 0) {
          server.forgetPeak();
        }
        Query query = Query.run(sync, adql, "votable/b2", 2L * STREAMED);
        double read = jdbc.pass();
        bytes = query.bytes();
        if (i >= 0) {
          resident[i] = server.residentMegabytes();
          ours[i] = query.lastByte();
          firstByte[i] = query.firstByte();
          loop[i] = read;
          ratio[i] = query.lastByte() / read;
        }
      }
      row(
          "TOP 1 000 000 of 12 columns, BINARY2, to the last byte",
          "%s",
          Sample.of(ours).spread("s"));
      row("the same, to the first byte", "%s", Sample.of(firstByte).spread("s"));
      row("the same, size", "%.1f MB", bytes / 1e6);
      row("the same rows through JDBC getters, dropped", "%s", Sample.of(loop).spread("s"));
      row("ratio of each pair", "%s", Sample.of(ratio).spread(""));
      row("resident memory before streaming", "%.0f MB", idle);
      row(
          "after the first and the last of these",
          "%.0f and %.0f MB",
          resident[0],
          resident[PAIRS - 1]);
      row("its peak while streaming %d times".formatted(PAIRS), "%.0f MB", server.peakMegabytes());
      for (String format : List.of("votable/td", "csv", "fits", "parquet")) {
        measureFormat(format, sync, adql, server, jdbc);
      }
    } finally {
      Files.delete(copy);
    }
  }

  private static void measureFormat(
      String format, URI sync, String adql, ServerProcess server, LoopProcess jdbc)
      throws IOException {
    double[] lastByte = new double[PAIRS_OF_OTHERS];
    double[] firstByte = new double[PAIRS_OF_OTHERS];
    double[] ratio = new double[PAIRS_OF_OTHERS];
    Query.run(sync, adql, format, 2L * STREAMED);
    double before = server.residentMegabytes();
    server.forgetPeak();
    long bytes = 0;
    for (int i = 0; i < PAIRS_OF_OTHERS; i++) {
      Query query = Query.run(sync, adql, format, 2L * STREAMED);
      bytes = query.bytes();
      lastByte[i] = query.lastByte();
      firstByte[i] = query.firstByte();
      ratio[i] = query.lastByte() / jdbc.pass();
    }
    String what = "TOP 1 000 000 as " + format;
    row(what, "%s, %.1f MB", Sample.of(lastByte).spread("s"), bytes / 1e6);
    row(what + ", to the first byte", "%s", Sample.of(firstByte).spread("s"));
    row(what + ", ratio to JDBC getters", "%s", Sample.of(ratio).spread(""));
    row(
        what + ", peak of resident memory over that before",
        "%.0f MB",
        server.peakMegabytes() - before);
  }

  private void measureCones(Path timingPlugin) throws IOException, InterruptedException {
    Path installed = home.resolve("plugins").resolve(TIMING_PLUGIN);
    Files.copy(timingPlugin, installed, StandardCopyOption.REPLACE_EXISTING);
    try (ServerProcess server = ServerProcess.start(script, home)) {
      Thread.sleep(SETTLE.toMillis());
      URI sync = server.address("/tap_cat/sync");
      Random random = new Random(SEED);
      cones(sync, random);
      cones(sync, random);
      server.call("call", "timings");
      double[] total = cones(sync, random);
      double[] database =
          server.call("call", "timings").stream()
              .mapToDouble(line -> Long.parseLong(line.strip()) / 1e6)
              .toArray();
      if (database.length != CONES) {
        throw new IOException("The plugin timed " + database.length + " queries of " + CONES);
      }
      double[] overhead = new double[CONES];
      for (int i = 0; i < CONES; i++) {
        overhead[i] = total[i] - database[i];
      }
      row("cone search in 200 000 rows, whole request", "%s", Sample.of(total).tail("ms"));
      row("of that the database call", "%s", Sample.of(database).tail("ms"));
      row(
          "of that everything else, client and HTTP included",
          "%s",
          Sample.of(overhead).tail("ms"));
    } finally {
      Files.delete(installed);
    }
  }

  private void measureSmallRequests() throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(script, home)) {
      Thread.sleep(SETTLE.toMillis());
      SmallRequests requests = new SmallRequests(server.address("/tap_obs"));
      double[] rates = new double[RATES];
      for (int i = -1; i < RATES; i++) {
        double rate = requests.syncRate(CLIENTS, RATE_TIME);
        if (i >= 0) {
          rates[i] = rate;
        }
      }
      row("TOP 1 sync, from %d clients".formatted(CLIENTS), "%s", Sample.of(rates).spread("/s"));
      double[] unused = requests.jobs(JOBS);
      row("TOP 1 async, create, run, fetch", "%s", Sample.of(requests.jobs(JOBS)).tail("ms"));
    }
  }

  /** Milliseconds of cone searches at random places among the catalogue's rows, one by one. */
  private static double[] cones(URI sync, Random random) throws IOException {
    double[] milliseconds = new double[CONES];
    for (int i = 0; i < CONES; i++) {
      String adql =
          String.format(
              Locale.ROOT,
              "SELECT TOP 100 SOURCEID, RA2000, DEC2000 FROM %s WHERE 1 = CONTAINS("
                  + "POINT('ICRS', RA2000, DEC2000), CIRCLE('ICRS', %.6f, %.6f, %.3f))",
              CATALOGUE,
              265.5 + random.nextDouble(),
              -29.5 + random.nextDouble(),
              RADIUS);
      milliseconds[i] = 1000 * Query.run(sync, adql, "votable/b2", 1000).lastByte();
    }
    return milliseconds;
  }

  private Path database() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("data"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("obs"))
          .filter(file -> file.toString().endsWith("db"))
          .findFirst()
          .orElseThrow(() -> new IOException("no database of tap_obs in " + home));
    }
  }

  private static void row(String what, String format, Object... values) {
    System.out.println("| " + what + " | " + String.format(Locale.ROOT, format, values) + " |");
  }

  /** The JDBC loop as a process, so that neither warms or burdens the other's virtual machine. */
  private static final class LoopProcess implements AutoCloseable {
    private final Process process;
    private final OutputStream commands;
    private final BufferedReader answers;

    LoopProcess(Path database) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  JdbcLoop.class.getName(),
                  database.toString(),
                  TABLE,
                  Integer.toString(STREAMED))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      commands = process.getOutputStream();
      answers =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Reads all rows once; how many seconds that took. */
    double pass() throws IOException {
      commands.write('\n');
      commands.flush();
      String answer = answers.readLine();
      if (answer == null || !answer.endsWith(" " + STREAMED)) {
        throw new IOException("The JDBC loop answered: " + answer);
      }
      return Double.parseDouble(answer.substring(0, answer.indexOf(' ')));
    }

    @Override
    public void close() throws IOException {
      commands.close();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
