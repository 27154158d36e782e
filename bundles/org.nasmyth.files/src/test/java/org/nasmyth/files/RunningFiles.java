// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Coverage;
import org.nasmyth.api.products.DataFile;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.ProductCatalogue;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.products.Rights;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.api.storage.Storage;
import org.nasmyth.products.ArchiveNames;
import org.nasmyth.products.internal.InstalledProducts;

/** The face on a server of its own, over a catalogue in memory and a folder. */
final class RunningFiles implements AutoCloseable, ProductCatalogue, Storage {

  final QueuedThreadPool threads = new QueuedThreadPool(16);
  final Map<String, Product> products = new HashMap<>();
  final Map<String, List<Relation>> relations = new HashMap<>();
  boolean broken;
  private int open;

  private final Path folder;
  private final Server server = new Server(threads);
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final int port;

  RunningFiles(Path folder) throws Exception {
    this.folder = folder;
    InstalledProducts installed =
        new InstalledProducts(new ArchiveNames("eso.org", null), Clock.systemUTC());
    installed.addCatalogue(this, Map.of());
    installed.addStorage(this, Map.of());
    installed.addPolicy(new ByProgramme(), Map.of());
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

  /** What belongs to programme "held" is refused, "login" needs a login, "secret" is hidden. */
  private static final class ByProgramme implements AccessPolicy {
    @Override
    public Optional<Expression> restriction(Identity caller, Source.TableSource table) {
      return Optional.empty();
    }

    @Override
    public ProductAccess access(Identity caller, Product product, Instant now) {
      String programme = String.valueOf(product.rights().programme());
      if (!caller.isAnonymous()) {
        return new ProductAccess(ProductAccess.Verdict.GRANTED, null);
      }
      return switch (programme) {
        case "held" -> new ProductAccess(ProductAccess.Verdict.DENIED, "Public from 2099 on.");
        case "login" -> new ProductAccess(ProductAccess.Verdict.LOGIN_NEEDED, "Log in.");
        case "secret" -> new ProductAccess(ProductAccess.Verdict.HIDDEN, null);
        default -> ProductAccess.PUBLIC;
      };
    }
  }

  /** Adds a product with a file. */
  Product add(String id, String programme, byte[] content) throws IOException {
    Files.write(folder.resolve(id + ".fits"), content);
    return tell(id, programme);
  }

  /** Adds a product whose file is not there. */
  Product tell(String id, String programme) {
    Product product =
        new Product(
            id,
            Product.Kind.PRODUCT,
            "image",
            "A <title>",
            new DataFile(
                id + ".fits", null, "made.fits", null, OptionalLong.empty(), "SCIENCE.IMAGE"),
            Coverage.UNKNOWN,
            new Rights(null, null, programme, "MUSE"),
            null,
            null,
            List.of());
    products.put(id, product);
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
  public Map<String, Product> find(Collection<String> ids, Cancellation cancellation) {
    Map<String, Product> found = new HashMap<>(products);
    found.keySet().retainAll(ids);
    return found;
  }

  @Override
  public Map<String, List<Relation>> relations(Collection<Product> of, Cancellation cancellation) {
    Map<String, List<Relation>> found = new HashMap<>();
    of.forEach(
        product ->
            found.put(
                product.id(), new ArrayList<>(relations.getOrDefault(product.id(), List.of()))));
    return found;
  }

  @Override
  public Optional<FileState> find(String reference) throws IOException {
    if (broken) {
      throw new IOException("secret-bucket.example.org cannot be asked");
    }
    Path path = folder.resolve(reference);
    return Files.exists(path)
        ? Optional.of(
            new FileState(
                reference,
                Files.size(path),
                Files.getLastModifiedTime(path).toInstant(),
                "v" + Files.size(path)))
        : Optional.empty();
  }

  @Override
  public synchronized OpenFile open(String reference) throws IOException {
    if (broken) {
      throw new IOException("secret-bucket.example.org cannot be asked");
    }
    FileState state = find(reference).orElseThrow(() -> new NoSuchFileException(reference));
    FileChannel channel = FileChannel.open(folder.resolve(reference), StandardOpenOption.READ);
    open++;
    return new OpenFile() {
      @Override
      public FileState state() {
        return state;
      }

      @Override
      public int read(long position, ByteBuffer into) throws IOException {
        return channel.read(into, position);
      }

      @Override
      public void close() throws IOException {
        if (channel.isOpen()) {
          closed();
        }
        channel.close();
      }
    };
  }

  synchronized int open() {
    return open;
  }

  private synchronized void closed() {
    open--;
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
