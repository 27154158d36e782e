// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.s3;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adobe's S3Mock as a process of its own on a free port of this machine, which goes with its data.
 * It takes any credentials. Clients reach it through a {@link Wire} that tells what went over it.
 * Safe for any thread.
 */
public final class ObjectStore implements AutoCloseable {

  private static final String INSIDE = "BOOT-INF/classpath.idx";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Path folder;
  private final Process process;
  private final URI direct;
  private final Wire wire;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  private ObjectStore(Path folder, Process process, int port, Wire wire) {
    this.folder = folder;
    this.process = process;
    this.direct = URI.create("http://127.0.0.1:" + port);
    this.wire = wire;
  }

  /**
   * Starts one and waits until it answers.
   *
   * @param buckets those that it has
   */
  public static ObjectStore start(String... buckets) throws IOException {
    Path folder = Files.createTempDirectory("nasmyth-s3-");
    int port = freePort();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-Djava.io.tmpdir=" + folder,
            "-jar",
            program().toString(),
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--http.port=" + port,
            "--com.adobe.testing.s3mock.store.root=" + folder.resolve("store"),
            "--com.adobe.testing.s3mock.store.initial-buckets=" + String.join(",", buckets));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    ObjectStore store = new ObjectStore(folder, process, port, Wire.to(port));
    try {
      await("the object store's first answer")
          .atMost(LIMIT)
          .failFast("the object store ended", () -> !process.isAlive())
          .ignoreExceptions()
          .until(() -> store.status("GET", "", BodyPublishers.noBody()) == 200);
      return store;
    } catch (RuntimeException e) {
      String told = Files.readString(log);
      store.close();
      throw new IllegalStateException("S3Mock did not start. Its log:\n" + told, e);
    }
  }

  /** The jar of the program, which is on the class path and holds its classes in a folder. */
  private static Path program() throws IOException {
    URL inside = ObjectStore.class.getClassLoader().getResource(INSIDE);
    if (inside == null) {
      throw new IllegalStateException("The jar of S3Mock is not on the class path.");
    }
    try {
      return Path.of(((JarURLConnection) inside.openConnection()).getJarFileURL().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where clients ask it, in path style. */
  public URI endpoint() {
    return wire.address();
  }

  /** What clients have asked and got through {@link #endpoint}. */
  public Wire wire() {
    return wire;
  }

  /** Stores an object, in place of what has its key. */
  public void put(String bucket, String key, byte[] content) throws IOException {
    expect(200, "PUT", bucket + "/" + encoded(key), BodyPublishers.ofByteArray(content));
  }

  /** Stores a file as an object, in place of what has its key. */
  public void put(String bucket, String key, Path content) throws IOException {
    expect(200, "PUT", bucket + "/" + encoded(key), BodyPublishers.ofFile(content));
  }

  /** Removes an object. */
  public void delete(String bucket, String key) throws IOException {
    expect(204, "DELETE", bucket + "/" + encoded(key), BodyPublishers.noBody());
  }

  private void expect(int status, String method, String path, BodyPublisher body)
      throws IOException {
    int answered = status(method, path, body);
    if (answered != status) {
      throw new IOException("S3Mock answered " + method + " " + path + " with " + answered + ".");
    }
  }

  private int status(String method, String path, BodyPublisher body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(direct.resolve("/" + path))
            .timeout(LIMIT)
            .method(method, body)
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException(path).initCause(e);
    }
  }

  private static String encoded(String key) {
    return Arrays.stream(key.split("/", -1))
        .map(step -> URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Path> deepestFirst = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(deepestFirst::add);
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
