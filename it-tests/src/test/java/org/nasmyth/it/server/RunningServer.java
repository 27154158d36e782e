// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.server;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged distribution as a process of its own, started by its own launcher on a free port.
 * Closing it ends the process and waits until it has gone; its home and its log stay.
 */
public final class RunningServer implements AutoCloseable {

  private static final String ANNOUNCEMENT = "Nasmyth serves:";
  private static final Duration START_LIMIT = Duration.ofMinutes(4);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(2);

  private final Path distribution;
  private final Path home;
  private final Jdk jdk;
  private final int port;
  private final Path log;
  private final Process process;

  private RunningServer(
      Path distribution, Path home, Jdk jdk, int port, Path log, Process process) {
    this.distribution = distribution;
    this.home = home;
    this.jdk = jdk;
    this.port = port;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a server and waits until it answers, which on a new home includes making the sample
   * archive.
   *
   * @param distribution the unpacked distribution
   * @param home where its data, plugins and configuration are to be
   * @param jdk what runs it
   * @param options more options of the launcher's {@code run}
   */
  static RunningServer start(Path distribution, Path home, Jdk jdk, String... options)
      throws IOException {
    int port = freePort();
    Path log = home.resolveSibling(home.getFileName() + ".log");
    Files.createDirectories(log.getParent());
    List<String> arguments = new ArrayList<>(List.of("run", "--port", Integer.toString(port)));
    arguments.addAll(List.of(options));
    Process process =
        launcher(distribution, home, jdk, arguments)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    RunningServer server = new RunningServer(distribution, home, jdk, port, log, process);
    try {
      await("the first answer of the server, whose log is " + log)
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(100))
          .failFast("server ended, its log is " + log, () -> !process.isAlive())
          .until(server::isAvailable);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw new IllegalStateException(
          "The server did not start. Its log:\n" + Files.readString(log), e);
    }
  }

  /** The base URL of the server, without a slash at the end. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** A TAP service of the server. */
  public TapService tap(String name) {
    return TapService.at(URI.create(base() + "/" + name));
  }

  /** The folder whose jars are plugins. */
  public Path plugins() {
    return home.resolve("plugins");
  }

  /** The folder of the configuration files. */
  public Path configuration() {
    return home.resolve("etc");
  }

  /** The folder of its data, plugins and configuration. */
  public Path home() {
    return home;
  }

  /** What the server has printed so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** The process's number. */
  public long pid() {
    return process.pid();
  }

  /** Runs a command of the launcher, such as {@code load}, on this server. */
  public Finished command(String... arguments) throws IOException {
    return command(distribution, home, jdk, arguments);
  }

  /** Runs a command of the launcher on a home, whether a server uses it or not. */
  static Finished command(Path distribution, Path home, Jdk jdk, String... arguments)
      throws IOException {
    return Finished.run(launcher(distribution, home, jdk, List.of(arguments)), COMMAND_LIMIT);
  }

  /** Ends the server as a crash would (SIGKILL), and waits until it has gone. */
  public void kill() {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("The server did not die within " + STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "The server did not stop within " + STOP_LIMIT + "; its log is " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Override
  public String toString() {
    return "server at " + base() + " on " + jdk;
  }

  /** Whether the launcher has announced the services, which it does when the home is filled. */
  private boolean isAvailable() {
    try {
      if (!log().contains(ANNOUNCEMENT)) {
        return false;
      }
      Answer answer = tap("tap_obs").get("/availability");
      return answer.status() == 200 && answer.text().contains("available>true<");
    } catch (IOException e) {
      return false;
    }
  }

  private static ProcessBuilder launcher(
      Path distribution, Path home, Jdk jdk, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(distribution.resolve("bin").resolve("nasmyth").toString());
    command.addAll(arguments);
    command.addAll(List.of("--home", home.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", jdk.home().toString());
    builder.environment().put("JAVA_OPTS", "-Dorg.apache.felix.http.host=127.0.0.1");
    return builder;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
