// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.nasmyth.it.server.Jdk;

/** A real Keycloak in development mode, with the realm of {@code archive-realm.json}. */
final class Keycloak implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);

  /** Its first login and its first look at its keys take long. */
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(1);

  private static final String REALM = "archive-realm.json";

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Process process;
  private final String issuer;
  private final Path log;

  private Keycloak(Process process, String issuer, Path log) {
    this.process = process;
    this.issuer = issuer;
    this.log = log;
  }

  /**
   * Starts it on a free port and waits until it answers.
   *
   * @param folder the unpacked distribution
   */
  static Keycloak start(Path folder) throws IOException {
    Path realms = Files.createDirectories(folder.resolve("data").resolve("import"));
    try (InputStream realm =
        Objects.requireNonNull(Keycloak.class.getResourceAsStream(REALM), REALM)) {
      Files.copy(realm, realms.resolve(REALM), StandardCopyOption.REPLACE_EXISTING);
    }
    int port = freePort();
    Path log = folder.resolveSibling("keycloak.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh",
                folder.resolve("bin").resolve("kc.sh").toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--import-realm",
                "--cache=local")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", Jdk.current().home().toString());
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    Keycloak keycloak =
        new Keycloak(builder.start(), "http://127.0.0.1:" + port + "/realms/archive", log);
    try {
      await("Keycloak, whose log is " + log)
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(500))
          .failFast("Keycloak ended, its log is " + log, () -> !keycloak.process.isAlive())
          .until(keycloak::answers);
      return keycloak;
    } catch (RuntimeException e) {
      keycloak.close();
      throw e;
    }
  }

  /** The realm's address. */
  String issuer() {
    return issuer;
  }

  /** Whether it has logged somebody in and shown its keys. */
  private boolean answers() throws InterruptedException {
    String form =
        "grant_type=password&client_id=nasmyth&scope=openid&username=kate&password=keycloak-kate";
    return isGood(
            request("/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)))
        && isGood(request("/protocol/openid-connect/certs"))
        && isGood(request("/.well-known/openid-configuration"));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(issuer + path)).timeout(ANSWER_LIMIT);
  }

  private boolean isGood(HttpRequest.Builder request) throws InterruptedException {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends the script and the Java that it has started. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("Keycloak did not stop; its log is " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
