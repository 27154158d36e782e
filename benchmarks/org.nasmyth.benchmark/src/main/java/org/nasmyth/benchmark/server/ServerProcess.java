// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server started by the checkout's own script, as a person does it. */
final class ServerProcess implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int POLL_MILLIS = 5;

  private final Path script;
  private final Path home;
  private final int port;
  private final Process process;
  private final double secondsToFirstAnswer;

  private ServerProcess(
      Path script, Path home, int port, Process process, double secondsToFirstAnswer) {
    this.script = script;
    this.home = home;
    this.port = port;
    this.process = process;
    this.secondsToFirstAnswer = secondsToFirstAnswer;
  }

  /** Starts a server and waits until it answers that it is available. */
  static ServerProcess start(Path script, Path home) throws IOException, InterruptedException {
    int port = freePort();
    long began = System.nanoTime();
    Process process =
        command(script, home, "run", "--port", Integer.toString(port))
            .redirectOutput(log(home).toFile())
            .start();
    URI availability = URI.create("http://127.0.0.1:" + port + "/tap_obs/availability");
    while (!answers(availability)) {
      if (!process.isAlive() || System.nanoTime() - began > LIMIT.toNanos()) {
        process.destroyForcibly();
        throw new IOException("No server; see " + log(home));
      }
      Thread.sleep(POLL_MILLIS);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    return new ServerProcess(script, home, port, process, seconds);
  }

  /** Waits until the launcher has announced the services, which it does when the home is filled. */
  void awaitAnnouncement() throws IOException, InterruptedException {
    long began = System.nanoTime();
    while (!Files.readString(log(home)).contains("Nasmyth serves:")) {
      if (!process.isAlive() || System.nanoTime() - began > LIMIT.toNanos()) {
        throw new IOException("The server does not get ready; see " + log(home));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** From the start of the script to the first 200, in seconds. */
  double secondsToFirstAnswer() {
    return secondsToFirstAnswer;
  }

  /** The address of a resource. */
  URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Resident memory now, in megabytes. */
  double residentMegabytes() throws IOException {
    return status("VmRSS");
  }

  /** The largest resident memory since the last {@link #forgetPeak}, in megabytes. */
  double peakMegabytes() throws IOException {
    return status("VmHWM");
  }

  void forgetPeak() throws IOException {
    Files.writeString(
        Path.of("/proc", Long.toString(javaPid()), "clear_refs"), "5", StandardOpenOption.WRITE);
  }

  /** Runs a command of the launcher on this server and has what it prints. */
  List<String> call(String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("nasmyth", ".txt");
    try {
      Process call =
          command(script, home, arguments)
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!call.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || call.exitValue() != 0) {
        call.destroyForcibly();
        throw new IOException(String.join(" ", arguments) + ": " + Files.readString(output));
      }
      return Files.readAllLines(output);
    } finally {
      Files.delete(output);
    }
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("The server did not stop.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long javaPid() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(handle -> handle.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  private double status(String key) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(javaPid()), "status"))) {
      String line = lines.filter(l -> l.startsWith(key + ":")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }
  }

  private static ProcessBuilder command(Path script, Path home, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(script.toString());
    command.add(arguments[0]);
    command.addAll(List.of("--home", home.toString()));
    command.addAll(List.of(arguments).subList(1, arguments.length));
    return new ProcessBuilder(command)
        .redirectInput(new File("/dev/null"))
        .redirectError(
            ProcessBuilder.Redirect.appendTo(home.resolveSibling("errors.log").toFile()));
  }

  private static boolean answers(URI address) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(10_000);
      try (InputStream in = connection.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("available>true<");
      }
    } catch (IOException e) {
      return false;
    }
  }

  private static Path log(Path home) {
    return home.resolveSibling("server.log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
