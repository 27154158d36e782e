// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.control.channel.Connection;
import org.nasmyth.control.channel.ControlClient;
import org.nasmyth.control.channel.ControlFile;
import org.nasmyth.control.channel.Message;

@Timeout(120)
class SessionTest {
  private final Commands commands = new Commands();
  private final List<Message> output = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch lookedFor = new CountDownLatch(1);
  private ServerSocket socket;

  private Duration noWait() {
    lookedFor.countDown();
    return Duration.ZERO;
  }

  @BeforeEach
  void listen() throws IOException {
    socket = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    threads.execute(
        () -> {
          while (!socket.isClosed()) {
            try (Connection connection = new Connection(socket.accept())) {
              new Session(connection, "secret", commands, this::noWait).serve();
            } catch (IOException e) {
              assertThat(socket.isClosed()).isTrue();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        });
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }

  @Test
  void aCommandGetsItsArgumentsAndItsOutputComesBackInOrder() throws IOException {
    commands.add(
        new Say(
            (args, io) -> {
              io.println("out " + args);
              io.progress("work", 1, 2);
              io.error("err " + io.resolve("b/../c"));
              return 7;
            }));

    int status = call("secret", "say", List.of("a b", "c\n"));

    assertThat(status).isEqualTo(7);
    assertThat(output)
        .containsExactly(
            new Message.Out("out [a b, c\n]"),
            new Message.Progress("work", 1, 2),
            new Message.Err("err " + Path.of("/somewhere/c")));
  }

  @Test
  void fastProgressIsThinnedButTheEndAlwaysComes() throws IOException {
    commands.add(
        new Say(
            (args, io) -> {
              for (int i = 0; i <= 100_000; i++) {
                io.progress("work", i, 100_000);
              }
              return 0;
            }));

    call("secret", "say", List.of());

    assertThat(output).hasSizeLessThan(10_000);
    assertThat(output.get(output.size() - 1))
        .isEqualTo(new Message.Progress("work", 100_000, 100_000));
  }

  @Test
  void anUnknownCommandIsToldWithThoseThatThereAre() throws IOException {
    commands.add(new Say((args, io) -> 0));

    assertThat(call("secret", "sya", List.of())).isEqualTo(Command.USAGE);
    assertThat(output).singleElement().asString().contains("'sya'", "say");
  }

  @Test
  void aCommandThatThrowsFailsWithoutAStackTrace() throws IOException {
    commands.add(
        new Say(
            (args, io) -> {
              throw new IllegalStateException("no space");
            }));

    assertThat(call("secret", "say", List.of())).isEqualTo(Command.FAILED);
    assertThat(output).singleElement().asString().contains("no space").doesNotContain("\tat ");
  }

  @Test
  void cancellingInterruptsTheCommand() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    commands.add(
        new Say(
            (args, io) -> {
              running.countDown();
              try {
                TimeUnit.MINUTES.sleep(1);
              } finally {
                cancelled.complete(io.cancelled());
              }
              return 0;
            }));

    try (ControlClient client = ControlClient.connect(at("secret"))) {
      threads.execute(
          () -> {
            try {
              running.await();
              client.cancel();
            } catch (IOException | InterruptedException e) {
              cancelled.completeExceptionally(e);
            }
          });
      assertThat(
              client.call(
                  "say",
                  Path.of("/"),
                  List.of(),
                  Duration.ZERO,
                  output::add,
                  prompt -> Optional.empty()))
          .isEqualTo(Command.FAILED);
    }

    assertThat(cancelled.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output).containsExactly(new Message.Err("say was cancelled"));
  }

  @Test
  void aClientThatGoesAwayCancelsItsCommand() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    commands.add(
        new Say(
            (args, io) -> {
              running.countDown();
              try {
                TimeUnit.MINUTES.sleep(1);
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
              return 0;
            }));

    try (Connection client = connection()) {
      client.send(new Message.Hello(Message.VERSION, "secret"));
      client.send(new Message.Run("say", "/", 0, List.of()));
      assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aCommandThatAsksForASecretGetsItWithoutItBeingShown() throws IOException {
    commands.add(
        new Say(
            (args, io) -> {
              io.println(io.secret("one") + " " + io.secret("two") + " " + io.secret("nobody"));
              return 0;
            }));

    call("secret", "say", List.of());

    assertThat(output)
        .containsExactly(new Message.Out("Optional[one\n\t!] Optional[two\n\t!] Optional.empty"));
    assertThat(new Message.Answer(true, "hidden")).asString().doesNotContain("hidden");
  }

  @Test
  void aWrongSecretIsRefusedBeforeAnyCommandRuns() {
    commands.add(
        new Say(
            (args, io) -> {
              throw new AssertionError("ran");
            }));

    assertThatThrownBy(() -> call("guess", "say", List.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("the server refused: wrong secret");
  }

  @Test
  void anotherProtocolVersionIsRefusedInWords() throws IOException {
    try (Connection client = connection()) {
      client.send(new Message.Hello(99, "secret"));

      assertThat(client.receive()).get().asString().contains("version 3", "not 99");
    }
  }

  @Test
  void anHttpClientGetsNowhere() throws IOException {
    try (Connection client = connection()) {
      client.send(new Message.Out("x"));

      assertThat(client.receive()).contains(new Message.Refused("expected a greeting"));
    }
  }

  @Test
  void aCommandThatComesWhileTheClientWaitsIsCalled() throws Exception {
    Future<Integer> status =
        threads.submit(() -> call("secret", "say", List.of(), Duration.ofSeconds(60)));
    assertThat(lookedFor.await(60, TimeUnit.SECONDS)).isTrue();
    commands.add(new Say((args, io) -> 7));

    assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(7);
  }

  @Test
  void aCommandThatDoesNotComeIsToldToBeMissing() throws IOException {
    assertThat(call("secret", "say", List.of(), Duration.ofMillis(20))).isEqualTo(Command.USAGE);
    assertThat(output).singleElement().asString().contains("'say'", "is not a command");
  }

  private int call(String secret, String name, List<String> args) throws IOException {
    return call(secret, name, args, Duration.ZERO);
  }

  private int call(String secret, String name, List<String> args, Duration patience)
      throws IOException {
    try (ControlClient client = ControlClient.connect(at(secret))) {
      return client.call(
          name,
          Path.of("/somewhere"),
          args,
          patience,
          output::add,
          prompt -> prompt.equals("nobody") ? Optional.empty() : Optional.of(prompt + "\n\t!"));
    }
  }

  private Connection connection() throws IOException {
    return new Connection(new Socket(InetAddress.getLoopbackAddress(), socket.getLocalPort()));
  }

  private ControlFile at(String secret) {
    return new ControlFile(socket.getLocalPort(), secret, 1);
  }

  private interface Body {
    int run(List<String> args, CommandIo io) throws InterruptedException;
  }

  private record Say(Body body) implements Command {
    @Override
    public String name() {
      return "say";
    }

    @Override
    public String summary() {
      return "Says something";
    }

    @Override
    public int run(List<String> args, CommandIo io) throws InterruptedException {
      return body.run(args, io);
    }
  }
}
