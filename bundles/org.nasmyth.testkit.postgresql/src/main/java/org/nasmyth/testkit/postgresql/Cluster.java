// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.postgresql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of its own, on a free port of this machine, that goes with its data. Anybody
 * on this machine may log in as {@value #ADMIN}. Safe for any thread.
 */
public final class Cluster implements AutoCloseable {

  private static final Path PACKAGED = Path.of("/usr/lib/postgresql");

  /** The administrator. */
  public static final String ADMIN = "postgres";

  private static final long LIMIT_SECONDS = 120;
  private static final int MOST_PORTS = 3;

  private final Path bin;
  private final Path folder;
  private final int port;

  private Cluster(Path bin, Path folder, int port) {
    this.bin = bin;
    this.folder = folder;
    this.port = port;
  }

  /** Whether PostgreSQL is installed on this machine. */
  static boolean isInstalled() {
    return binaries().isPresent();
  }

  /** Why tests are skipped where PostgreSQL is not installed. */
  static String absence() {
    return "no PostgreSQL server is installed below " + PACKAGED + ".";
  }

  /** Starts one; skips the test, saying why, where PostgreSQL is not installed. */
  public static Cluster start() throws IOException, InterruptedException {
    Optional<Path> bin = binaries();
    if (bin.isEmpty()) {
      System.out.println("Skipped: " + absence());
    }
    assumeTrue(bin.isPresent(), "PostgreSQL is installed");
    Path folder = Files.createTempDirectory("nasmyth-postgresql-");
    boolean well = false;
    try {
      if (isRoot()) {
        Files.setOwner(
            folder,
            folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ADMIN));
      }
      run(
          bin.get(),
          folder,
          "initdb",
          "-D",
          folder + "/data",
          "-U",
          ADMIN,
          "-A",
          "trust",
          "-E",
          "UTF8",
          "--locale=C.UTF-8",
          "-N");
      int port = listen(bin.get(), folder);
      well = true;
      return new Cluster(bin.get(), folder, port);
    } finally {
      if (!well) {
        delete(folder);
      }
    }
  }

  /** Starts the server; on another port if the first was taken before the server could have it. */
  private static int listen(Path bin, Path folder) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      try {
        run(
            bin,
            folder,
            "pg_ctl",
            "-D",
            folder + "/data",
            "-w",
            "-l",
            folder + "/log",
            "-o",
            "-p "
                + port
                + " -c listen_addresses=127.0.0.1 -c fsync=off"
                + " -c unix_socket_directories="
                + folder,
            "start");
        return port;
      } catch (IOException e) {
        if (attempt == MOST_PORTS) {
          throw new IOException(Files.readString(folder.resolve("log")), e);
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Optional<Path> binaries() {
    if (!Files.isDirectory(PACKAGED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(PACKAGED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void run(Path bin, Path folder, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("setpriv", "--reuid=" + ADMIN, "--regid=" + ADMIN, "--clear-groups"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(program + " takes longer than " + LIMIT_SECONDS + " s.");
    }
    if (process.exitValue() != 0) {
      throw new IOException(program + " ended with status " + process.exitValue() + ".");
    }
  }

  /** The port that it listens to. */
  public int port() {
    return port;
  }

  /** Makes a database. */
  public void create(String database) throws SQLException {
    execute("postgres", "CREATE DATABASE " + database);
  }

  /** Runs statements as the administrator. */
  public void execute(String database, String... statements) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        boolean unused = statement.execute(sql);
      }
    }
  }

  /** Runs a script of SQL as the administrator. */
  public void execute(String database, URL script) throws SQLException, IOException {
    try (InputStream in = script.openStream()) {
      execute(database, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A connection as the administrator. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database) + "?user=" + ADMIN);
  }

  /** The JDBC URL of a database, without a user. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Makes an extension in a database; skips the test where its package is not installed. */
  public void installExtension(String database, String extension) throws SQLException {
    try {
      execute(database, "CREATE EXTENSION " + extension);
    } catch (SQLException e) {
      System.out.println("Skipped: " + extension + " cannot be made: " + e.getMessage());
      assumeTrue(false, extension + " can be made");
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      run(bin, folder, "pg_ctl", "-D", folder + "/data", "-w", "-m", "immediate", "stop");
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
