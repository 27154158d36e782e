// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a home in the foreground. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Serves an archive in the foreground until it gets Ctrl-C or SIGTERM.",
      "A new home gets its configuration, and the demo its simulated sample archive, on the first run."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call
final class RunCommand implements Callable<Integer> {
  /** Where the user's own tables go. */
  static final String SCHEMA = "tables";

  @Mixin private HomeOption home;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The port of the HTTP services; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--config",
      paramLabel = "NAME",
      defaultValue = "demo",
      description = "Which of config-samples a new home starts from. Default: ${DEFAULT-VALUE}.")
  private String config;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Loads tables (VOTable, FITS, Parquet, ECSV, CSV, ...) into the schema 'tables' first, each under the name of"
              + " its file; replaces what an earlier run loaded.")
  private List<Path> tables = new ArrayList<>();

  @Override
  public Integer call() throws LaunchException, IOException, InterruptedException {
    List<String> names = tableNames(tables);
    Installation installation = Installation.ofThisProcess();
    Home served = home.home();
    served.prepare(installation, config);
    Logs.start(served.logging());
    try (HomeLock lock = HomeLock.take(served)) {
      served.check();
      int free = freePort();
      try (Server server = Server.start(installation, served, OptionalInt.of(free))) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "nasmyth-stop"));
        int status = fill(served);
        if (status != 0) {
          return status;
        }
        new Announcement(server.context(), free, names).whenServing(System.out);
        server.awaitStop();
        return 0;
      }
    }
  }

  private int fill(Home served) throws LaunchException, IOException {
    Caller caller = new Caller(served, Terminal.ofThisProcess());
    for (String command : served.firstRun()) {
      List<String> words = List.of(command.strip().split("\\s+"));
      int status = caller.callServer(words.get(0), words.subList(1, words.size()));
      if (status != 0) {
        return status;
      }
    }
    served.firstRunIsDone();
    for (Path table : tables) {
      int status =
          caller.callServer(
              "load",
              List.of(
                  "--replace", SCHEMA + "." + tableName(table), table.toAbsolutePath().toString()));
      if (status != 0) {
        return status;
      }
    }
    return 0;
  }

  /**
   * The tables that files are loaded into. Looks at the files, too: a new home fills its sample
   * archive first, which is too long to wait for a mistyped name.
   *
   * @throws LaunchException if a file is not there, or two would become the same table
   */
  static List<String> tableNames(List<Path> files) throws LaunchException {
    Map<String, Path> named = new LinkedHashMap<>();
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new LaunchException(
            "there is no readable file " + file + " to load; check its name and permissions");
      }
      Path other = named.putIfAbsent(tableName(file), file);
      if (other != null) {
        throw new LaunchException(
            "%s and %s would both become the table %s.%s: rename one, or load it with 'nasmyth load'"
                .formatted(other, file, SCHEMA, tableName(file)),
            null);
      }
    }
    return List.copyOf(named.keySet());
  }

  /**
   * A name that needs no quotes in ADQL: the file's name without endings, other characters as _.
   */
  static String tableName(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String stem = name.replaceFirst("(?<=.)\\.(gz|bz2|z)$", "").replaceFirst("(?<=.)\\.[^.]*$", "");
    String word = stem.replaceAll("[^a-z0-9_]", "_").replaceFirst("^_+(?=.)", "");
    return Character.isLetter(word.charAt(0)) ? word : "t_" + word;
  }

  private int freePort() throws LaunchException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(port));
      return probe.getLocalPort();
    } catch (IOException | IllegalArgumentException e) {
      throw new LaunchException(
          "cannot listen on port "
              + port
              + " ("
              + e.getMessage()
              + "): stop what uses it, or choose another with --port",
          e);
    }
  }

  private static void stop(Server server) {
    try {
      server.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
