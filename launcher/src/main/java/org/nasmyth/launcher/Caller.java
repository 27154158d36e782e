// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.nasmyth.control.channel.ControlClient;
import org.nasmyth.control.channel.ControlFile;

/** Calls commands of the server of a home, and starts one without HTTP if none runs. */
final class Caller {

  /** Within this time a running server takes up a file that was added to its configuration. */
  private static final Duration TAKING_UP = Duration.ofSeconds(30);

  private final Home home;
  private final Terminal terminal;

  Caller(Home home, Terminal terminal) {
    this.home = home;
    this.terminal = terminal;
  }

  /**
   * Calls a command that needs nothing new, see {@link #call(Installation, String, String, List,
   * boolean)}.
   */
  int call(Installation installation, String configuration, String name, List<String> args)
      throws LaunchException, IOException, InterruptedException {
    return call(installation, configuration, name, args, false);
  }

  /**
   * Calls a command of the running server, or of one that lives as long as the command.
   *
   * @param configuration which sample a new home starts from
   * @param isNew whether the command needs configuration that was just added, for which a running
   *     server is waited for
   * @return the command's exit status
   */
  int call(
      Installation installation,
      String configuration,
      String name,
      List<String> args,
      boolean isNew)
      throws LaunchException, IOException, InterruptedException {
    Optional<ControlClient> running = connect();
    if (running.isPresent()) {
      return call(running.get(), name, args, isNew ? TAKING_UP : Duration.ZERO);
    }
    home.prepare(installation, configuration);
    Logs.start(home.logging());
    try (HomeLock lock = HomeLock.take(home)) {
      home.check();
      try (Server server = Server.start(installation, home, OptionalInt.empty())) {
        return callServer(name, args);
      }
    }
  }

  /** Calls a command that only a server that serves HTTP has. */
  int callRunning(String name, List<String> args) throws LaunchException, IOException {
    ControlClient client =
        connect()
            .orElseThrow(
                () ->
                    new LaunchException(
                        "no server runs in " + home.root() + "; start one by 'nasmyth run'"));
    return call(client, name, args, Duration.ZERO);
  }

  /** Calls a command of a server that is known to run. */
  int callServer(String name, List<String> args) throws LaunchException, IOException {
    ControlClient client =
        connect()
            .orElseThrow(
                () ->
                    new LaunchException(
                        "the server in " + home.root() + " has no control channel"));
    return call(client, name, args, Duration.ZERO);
  }

  private int call(ControlClient client, String name, List<String> args, Duration patience)
      throws LaunchException, IOException {
    // Without it the interrupt key would end this process and leave the command to find out later.
    Thread cancel = new Thread(() -> cancel(client), "nasmyth-cancel");
    Runtime.getRuntime().addShutdownHook(cancel);
    try (client) {
      return client.call(name, Path.of(""), args, patience, terminal::show, terminal::secret);
    } catch (IOException e) {
      throw new LaunchException(name + " did not end: " + e.getMessage(), e);
    } finally {
      terminal.endProgress();
      forget(cancel);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook has run or will find its connection closed.
      hook.interrupt();
    }
  }

  private static void cancel(ControlClient client) {
    try {
      client.cancel();
    } catch (IOException e) {
      System.err.println("nasmyth: " + e.getMessage());
    }
  }

  private Optional<ControlClient> connect() throws LaunchException {
    try {
      Optional<ControlFile> file = ControlFile.read(ControlFile.of(home.root()));
      return file.isPresent() ? Optional.of(ControlClient.connect(file.get())) : Optional.empty();
    } catch (ConnectException e) {
      // A server that was killed leaves its file behind.
      return Optional.empty();
    } catch (IOException e) {
      throw new LaunchException("no way to the running server: " + e.getMessage(), e);
    }
  }
}
