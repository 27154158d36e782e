// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.JobLimits;
import org.nasmyth.dali.Callers;
import org.nasmyth.dali.ClientAddresses;
import org.nasmyth.dali.RunningRequests;
import org.nasmyth.dali.Spool;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.fetch.FetchRules;
import org.nasmyth.jobs.Jobs;
import org.nasmyth.query.QueryRequest;
import org.nasmyth.results.choice.InstalledFormats;
import org.nasmyth.results.text.CsvFormat;
import org.nasmyth.results.text.JsonFormat;
import org.nasmyth.results.text.TsvFormat;
import org.nasmyth.results.votable.Binary2Format;
import org.nasmyth.results.votable.BinaryFormat;
import org.nasmyth.results.votable.TableDataFormat;

/** A TAP service on a server of its own, asked over HTTP. */
final class RunningService implements AutoCloseable {

  static final JobLimits JOB_LIMITS =
      new JobLimits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(100),
          Duration.ofHours(1),
          Duration.ofHours(10));

  static final UploadSettings UPLOADS =
      new UploadSettings(true, 10, 1000, 2500, new FetchRules(Set.of(), Duration.ofSeconds(10), 3));

  static final long OUTPUT_BYTES = 100_000;

  private final Path folder = Files.createTempDirectory("uploads");
  final Spool spool = new Spool(folder, UPLOADS.bytes(), UPLOADS.space());

  final ScriptedPipeline pipeline = new ScriptedPipeline();
  final Databases databases =
      new Databases(new Exchange<>(Duration.ofSeconds(5), Duration.ofSeconds(5)));
  final TapDatabase database = new SampleDatabase();

  private final RunningRequests running = new RunningRequests("test");
  private final Server server = new Server();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final int port;

  /** A service whose callers are who the header From says. */
  private static final Callers CALLERS =
      (request, response) ->
          request.getHeader("From") == null
              ? Identity.ANONYMOUS
              : new Identity(request.getHeader("From"), Set.of());

  RunningService() throws Exception {
    this(Duration.ofMinutes(2));
  }

  RunningService(Duration syncLimit) throws Exception {
    this(syncLimit, null);
  }

  /** A service with a queue of jobs, whose handler it becomes; or none. */
  RunningService(Duration syncLimit, @Nullable Jobs jobs) throws Exception {
    TapSettings settings =
        new TapSettings(
            "tap_obs",
            "Observations & more",
            "A <sample> service",
            new Origin("Sample observatory", "help@sample.org", "Sample et al. 2026", null, null),
            "ICRS",
            new ProductLinks("https://sample.org/links", List.of("dp_id", "NAME")),
            Readdressing.NONE,
            new QueryRequest.ServiceRules("ivoa"),
            20,
            50,
            OUTPUT_BYTES,
            syncLimit,
            JOB_LIMITS,
            UPLOADS,
            null,
            Example.parse(
                List.of(
                    "-- All tables\nSELECT table_name FROM TAP_SCHEMA.tables",
                    "-- Bright & red\n-- Colours above 1\nSELECT *\n  FROM t -- all\n WHERE b < 1")),
            "Nasmyth/test");
    InstalledFormats formats = new InstalledFormats();
    List.of(
            new Binary2Format(),
            new BinaryFormat(),
            new TableDataFormat(),
            new CsvFormat(),
            new TsvFormat(),
            new JsonFormat())
        .forEach(format -> formats.addFormat(format, Map.of()));
    databases.join(database, 0);
    Uploading uploading = new Uploading(UPLOADS, spool);
    if (jobs != null) {
      TapQueries queries = new TapQueries(settings, pipeline, formats, uploading);
      jobs.add(new QueryJobs(settings, databases, queries));
    }
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(
        new ServletHolder(
            new TapServlet(
                settings,
                databases,
                pipeline,
                formats,
                uploading,
                CALLERS,
                new ClientAddresses(List.of("127.0.0.1")),
                running,
                jobs == null ? null : jobs.service())),
        "/tap_obs/*");
    server.setHandler(context);
    server.start();
    port = connector.getLocalPort();
  }

  String url(String below) {
    return "http://127.0.0.1:" + port + "/tap_obs" + below;
  }

  HttpResponse<String> get(String below) throws IOException, InterruptedException {
    return send(request(below).build());
  }

  HttpResponse<String> post(String below, String form) throws IOException, InterruptedException {
    return post(below, "application/x-www-form-urlencoded", form);
  }

  HttpResponse<String> post(String below, String type, String body)
      throws IOException, InterruptedException {
    return send(
        request(below)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpRequest.Builder request(String below) {
    return HttpRequest.newBuilder(URI.create(url(below))).timeout(Duration.ofSeconds(60));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Ends what runs, as the component does when it is deactivated. */
  void shutDownQueries() {
    running.close();
  }

  @Override
  public void close() throws Exception {
    running.close();
    server.stop();
    Files.delete(folder);
  }
}
