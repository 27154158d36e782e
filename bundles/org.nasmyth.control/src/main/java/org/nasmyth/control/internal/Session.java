// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.nasmyth.api.command.Command;
import org.nasmyth.control.channel.Connection;
import org.nasmyth.control.channel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the channel, from its greeting to the end of its command. */
final class Session {
  private static final Duration GREETING_LIMIT = Duration.ofSeconds(10);
  private static final Duration NO_LIMIT = Duration.ZERO;

  /** Whatever clients ask for. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final Connection connection;
  private final String secret;
  private final Commands commands;
  private final Supplier<Duration> wait;

  /**
   * Prepares to serve.
   *
   * @param connection the client's connection, not closed here
   * @param secret what the client must know
   * @param commands what it may call
   * @param wait how long to wait for a command that is not there
   */
  Session(Connection connection, String secret, Commands commands, Supplier<Duration> wait) {
    this.connection = connection;
    this.secret = secret;
    this.commands = commands;
    this.wait = wait;
  }

  /** Serves the client to the end. */
  void serve() throws IOException, InterruptedException {
    connection.limitWait(GREETING_LIMIT);
    Optional<String> refusal = refusal(connection.receive());
    if (refusal.isPresent()) {
      connection.send(new Message.Refused(refusal.get()));
      return;
    }
    Optional<Message> call = connection.receive();
    if (call.isPresent() && call.get() instanceof Message.Run run) {
      connection.limitWait(NO_LIMIT);
      call(run);
    } else {
      connection.send(new Message.Refused("expected a command"));
    }
  }

  private Optional<String> refusal(Optional<Message> greeting) {
    if (greeting.isEmpty() || !(greeting.get() instanceof Message.Hello hello)) {
      return Optional.of("expected a greeting");
    }
    if (hello.version() != Message.VERSION) {
      return Optional.of(
          "the server speaks version "
              + Message.VERSION
              + " of the control protocol, not "
              + hello.version()
              + ": use the launcher that came with it");
    }
    boolean known =
        MessageDigest.isEqual(
            hello.secret().getBytes(StandardCharsets.UTF_8),
            secret.getBytes(StandardCharsets.UTF_8));
    return known ? Optional.empty() : Optional.of("wrong secret");
  }

  private void call(Message.Run run) throws InterruptedException {
    RemoteIo io = new RemoteIo(connection, Path.of(run.directory()));
    Thread worker = new Thread(() -> runToEnd(run, io), "nasmyth-command-" + run.name());
    worker.setDaemon(true);
    worker.start();
    try {
      // The client sends nothing more, except answers and that it gives up; a command that ends
      // closes the connection and so ends this wait.
      Optional<Message> message = connection.receive();
      while (message.isPresent() && message.get() instanceof Message.Answer answer) {
        io.answer(answer);
        message = connection.receive();
      }
    } catch (IOException e) {
      log.trace("The client of command {} has gone", run.name(), e);
    }
    io.cancel();
    worker.interrupt();
    worker.join();
  }

  private void runToEnd(Message.Run run, RemoteIo io) {
    int status = Command.FAILED;
    try {
      status = run(run, io);
    } catch (InterruptedException e) {
      io.error(run.name() + " was cancelled");
    } catch (RuntimeException e) {
      log.error("Command {} failed", run.name(), e);
      io.error(run.name() + " failed: " + e + " (the server's log has the details)");
    }
    io.exit(status);
    try {
      connection.close();
    } catch (IOException e) {
      log.trace("Closing the connection of command {}", run.name(), e);
    }
  }

  /** How long to wait for a command: as long as the server is starting, or the client asks for. */
  private Duration patience(Message.Run run) {
    Duration asked = Duration.ofMillis(Math.max(0, run.patience()));
    Duration own = wait.get();
    Duration longer = own.compareTo(asked) > 0 ? own : asked;
    return longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
  }

  private int run(Message.Run run, RemoteIo io) throws InterruptedException {
    Optional<Command> command = commands.find(run.name(), patience(run));
    if (command.isPresent()) {
      return command.get().run(run.args(), io);
    }
    String known =
        commands.all().stream().map(Command::name).sorted().collect(Collectors.joining(", "));
    io.error(
        "'"
            + run.name()
            + "' is not a command of this server, or what it needs is not there."
            + " There are: "
            + known
            + ". 'plugins' tells what is missing.");
    return Command.USAGE;
  }
}
