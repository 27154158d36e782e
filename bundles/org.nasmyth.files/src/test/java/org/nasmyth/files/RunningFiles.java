// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

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
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Rights;
import org.nasmyth.products.ArchiveNames;
import org.nasmyth.products.internal.InstalledProducts;
import org.nasmyth.testkit.FolderArchive;
import org.nasmyth.testkit.VerdictByProgramme;

/** The face on a server of its own, over a catalogue in memory and a folder. */
final class RunningFiles implements AutoCloseable {

  final QueuedThreadPool threads = new QueuedThreadPool(16);
  final FolderArchive archive;
  private final Server server = new Server(threads);
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final int port;

  RunningFiles(Path folder) throws Exception {
    archive = new FolderArchive(folder);
    InstalledProducts installed =
        new InstalledProducts(new ArchiveNames("eso.org", null), Clock.systemUTC());
    installed.addCatalogue(archive, Map.of());
    installed.addStorage(archive, Map.of());
    installed.addPolicy(new VerdictByProgramme(), Map.of());
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    ServletHolder holder =
        new ServletHolder(
            new FilesServlet(
                installed,
                (request, response) ->
                    request.getHeader("From") == null
                        ? Identity.ANONYMOUS
                        : new Identity(request.getHeader("From"), Set.of())));
    holder.setAsyncSupported(true);
    for (String path :
        List.of(
            "/dataPortal/file/*",
            "/hdr",
            "/previews/v1/files/*",
            "/dataset/*",
            "/rm/api/v1/public/releaseDescriptions/*")) {
      context.addServlet(holder, path);
    }
    server.setHandler(context);
    server.start();
    port = connector.getLocalPort();
  }

  /** Adds a product with a file. */
  Product add(String id, String programme, byte[] content) throws IOException {
    archive.store(id + ".fits", content);
    return tell(id, programme);
  }

  /** Adds a spectrum with a file. */
  Product addSpectrum(String id, byte[] content) throws IOException {
    archive.store(id + ".fits", content);
    return tell(id, "open", "spectrum");
  }

  /** Adds a product whose file is not there. */
  Product tell(String id, String programme) {
    return tell(id, programme, "image");
  }

  private Product tell(String id, String programme, String type) {
    Product product =
        new Product(
            id,
            Product.Kind.PRODUCT,
            type,
            "A <title>",
            new DataFile(
                id + ".fits", null, "made.fits", null, OptionalLong.empty(), "SCIENCE.IMAGE"),
            Coverage.UNKNOWN,
            new Rights(null, null, programme, "MUSE"),
            null,
            null,
            List.of());
    archive.add(product);
    return product;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(60));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  CompletableFuture<HttpResponse<byte[]>> begin(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
