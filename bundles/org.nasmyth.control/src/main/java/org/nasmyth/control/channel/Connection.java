// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.channel;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One end of a channel. One thread may receive while others send.
 *
 * <p>A line is at most {@value #LONGEST_LINE} bytes long; a longer one ends the connection.
 */
public final class Connection implements AutoCloseable {
  private static final int LONGEST_LINE = 1 << 20;

  private final Socket socket;
  private final InputStream in;
  private final Writer out;

  /**
   * Takes over a socket.
   *
   * @param socket a connected socket, closed with this connection
   * @throws IOException if it is not connected
   */
  public Connection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out =
        new BufferedWriter(
            new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Limits how long {@link #receive} waits.
   *
   * @param limit the limit, zero for none
   * @throws IOException if the connection is closed
   */
  public void limitWait(Duration limit) throws IOException {
    socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
  }

  /**
   * Sends a message.
   *
   * @param message the message
   * @throws IOException if the other end has gone
   */
  public void send(Message message) throws IOException {
    synchronized (out) {
      out.write(message.line());
      out.write('\n');
      out.flush();
    }
  }

  /**
   * Waits for a message.
   *
   * @return the message, empty when the other end has closed
   * @throws java.net.SocketTimeoutException after the limit
   * @throws IOException if what came is no message
   */
  public Optional<Message> receive() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.size() == 0) {
          return Optional.empty();
        }
        throw new EOFException("the connection ended within a message");
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("a message longer than " + LONGEST_LINE + " bytes");
      }
      line.write(b);
    }
    try {
      return Optional.of(Message.of(line.toString(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
