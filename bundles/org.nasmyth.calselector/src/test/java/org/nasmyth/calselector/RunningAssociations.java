// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Rights;
import org.nasmyth.products.ArchiveNames;
import org.nasmyth.products.internal.InstalledProducts;
import org.nasmyth.testkit.FolderArchive;
import org.nasmyth.testkit.VerdictByProgramme;

/** The face on a server of its own, over products in memory. The header From is who asks. */
final class RunningAssociations implements AutoCloseable {

  final CalibrationService service;
  private final FolderArchive archive;
  private final AssociationServlet servlet;
  private final Server server = new Server();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final String base;

  RunningAssociations(Path folder) throws Exception {
    archive = new FolderArchive(folder);
    InstalledProducts installed =
        new InstalledProducts(new ArchiveNames("eso.org", null), Clock.systemUTC());
    installed.addCatalogue(archive, Map.of());
    installed.addPolicy(new VerdictByProgramme(), Map.of());
    service = new CalibrationService(installed);
    servlet =
        new AssociationServlet(
            service,
            (request, response) ->
                request.getHeader("From") == null
                    ? Identity.ANONYMOUS
                    : new Identity(request.getHeader("From"), Set.of()));
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), AssociationServlet.PATH + "/*");
    server.setHandler(context);
    server.start();
    base = "http://127.0.0.1:" + connector.getLocalPort();
  }

  String base() {
    return base;
  }

  /** Adds a product. */
  Product add(String id, Product.Kind kind, String programme) {
    Product product =
        new Product(
            id,
            kind,
            null,
            null,
            new DataFile(id, null, id + ".fits.fz", null, OptionalLong.of(1234), null),
            Coverage.UNKNOWN,
            new Rights(null, null, programme, "FORS2"),
            null,
            null,
            List.of());
    archive.add(product);
    return product;
  }

  HttpResponse<byte[]> get(String query) throws IOException, InterruptedException {
    return send(request("/v1/associations?" + query));
  }

  HttpResponse<byte[]> post(String form) throws IOException, InterruptedException {
    return send(
        request("/v1/associations")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  HttpRequest.Builder request(String below) {
    return HttpRequest.newBuilder(URI.create(base + AssociationServlet.PATH + below))
        .timeout(Duration.ofSeconds(60));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() throws Exception {
    servlet.close();
    service.close();
    server.stop();
  }
}
