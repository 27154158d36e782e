// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The launcher's end of the channel: calls one command. */
public final class ControlClient implements AutoCloseable {
  private static final int CONNECT_MILLIS = 5_000;

  private final Connection connection;

  private ControlClient(Connection connection) {
    this.connection = connection;
  }

  /**
   * Connects to a server.
   *
   * @param file where it is
   * @return a client for one command
   * @throws IOException if nothing answers there
   */
  public static ControlClient connect(ControlFile file) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), file.port()), CONNECT_MILLIS);
      Connection connection = new Connection(socket);
      connection.send(new Message.Hello(Message.VERSION, file.secret()));
      return new ControlClient(connection);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Calls a command and waits for its end, which may take as long as the command likes.
   *
   * @param name its name
   * @param directory what relative paths in its arguments start from
   * @param args its arguments
   * @param patience how long the server waits at most for a command that it does not have yet, as
   *     when its configuration was changed a moment ago
   * @param output gets {@code Out}, {@code Err} and {@code Progress} as they come, on this thread
   * @param secrets answers questions by their prompts, on this thread, too; empty for no answer
   * @return its exit status
   * @throws IOException if the server refuses or goes away
   */
  public int call(
      String name,
      Path directory,
      List<String> args,
      Duration patience,
      Consumer<Message> output,
      Function<String, Optional<String>> secrets)
      throws IOException {
    connection.limitWait(Duration.ZERO);
    connection.send(
        new Message.Run(name, directory.toAbsolutePath().toString(), patience.toMillis(), args));
    while (true) {
      Message message =
          connection
              .receive()
              .orElseThrow(() -> new IOException("the server stopped before " + name + " ended"));
      if (message instanceof Message.Exit exit) {
        return exit.status();
      }
      if (message instanceof Message.Refused refused) {
        throw new IOException("the server refused: " + refused.reason());
      }
      if (message instanceof Message.Ask ask) {
        Optional<String> secret = secrets.apply(ask.prompt());
        connection.send(new Message.Answer(secret.isPresent(), secret.orElse("")));
      } else {
        output.accept(message);
      }
    }
  }

  /**
   * Asks the running command to stop; {@link #call} goes on until it has. May be called from any
   * thread.
   *
   * @throws IOException if the server has gone
   */
  public void cancel() throws IOException {
    connection.send(new Message.Cancel());
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
