// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.jobs.JobLimits;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Interval;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Rights;
import org.nasmyth.jobs.Jobs;
import org.nasmyth.products.ArchiveNames;
import org.nasmyth.products.internal.InstalledProducts;
import org.nasmyth.sphere.Circle;
import org.nasmyth.sphere.SkyPoint;
import org.nasmyth.testkit.FolderArchive;
import org.nasmyth.testkit.VerdictByProgramme;

/** The face on a server of its own, over a catalogue in memory and a folder. */
final class RunningSoda implements AutoCloseable {

  static final JobLimits JOB_LIMITS =
      new JobLimits(
          Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofHours(1));

  static final SodaSettings SETTINGS =
      new SodaSettings(Duration.ofSeconds(60), 2, Duration.ofMillis(200), 20, JOB_LIMITS, 100_000);

  final SodaService service;
  private final FolderArchive archive;
  private final Server server = new Server();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final SodaServlet servlet;
  private final int port;

  /** A service; with {@code jobs}, whose handler it becomes, it has async. */
  RunningSoda(Path folder, SodaSettings settings, @Nullable Jobs jobs) throws Exception {
    archive = new FolderArchive(folder);
    InstalledProducts installed =
        new InstalledProducts(new ArchiveNames("eso.org", null), Clock.systemUTC());
    installed.addCatalogue(archive, Map.of());
    installed.addStorage(archive, Map.of());
    installed.addPolicy(new VerdictByProgramme(), Map.of());
    service = new SodaService(settings, List.of(), installed);
    if (jobs != null) {
      jobs.add(new SodaJobs(service, Clock.systemUTC()));
    }
    servlet =
        new SodaServlet(
            service,
            (request, response) ->
                request.getHeader("From") == null
                    ? Identity.ANONYMOUS
                    : new Identity(request.getHeader("From"), Set.of()),
            jobs == null ? null : jobs.service());
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/dataPortal/soda/*");
    server.setHandler(context);
    server.start();
    port = connector.getLocalPort();
  }

  /** Adds a product of 10 degrees around (10, 20) and 400 to 900 nm. */
  void add(String id, String type, String programme, byte[] content) throws IOException {
    archive.store(id + ".fits", content);
    archive.add(
        new Product(
            id,
            Product.Kind.PRODUCT,
            type,
            null,
            new DataFile(id + ".fits", null, null, null, OptionalLong.empty(), null),
            new Coverage(
                new Circle(new SkyPoint(10, 20), 5), new Interval(4e-7, 9e-7), null, List.of(), 0),
            new Rights(null, null, programme, null),
            null,
            null,
            List.of()));
  }

  /** How many files are open. */
  int open() {
    return archive.open();
  }

  String url(String below) {
    return "http://127.0.0.1:" + port + "/dataPortal/soda" + below;
  }

  int port() {
    return port;
  }

  HttpRequest.Builder request(String below) {
    return HttpRequest.newBuilder(URI.create(url(below))).timeout(Duration.ofSeconds(60));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** A GET of sync. */
  HttpResponse<byte[]> cut(String... namesAndValues) throws IOException, InterruptedException {
    return send(request("/sync?" + form(namesAndValues)));
  }

  HttpResponse<byte[]> post(String below, String... namesAndValues)
      throws IOException, InterruptedException {
    return send(
        request(below)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(namesAndValues))));
  }

  static String form(String... namesAndValues) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(namesAndValues[i])
          .append('=')
          .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws Exception {
    servlet.close();
    service.close();
    server.stop();
  }
}
