// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A server on the loopback address that answers, to each connection, what it was told to. */
final class ScriptedServer implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final Queue<String> answers;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile @Nullable String always;
  private volatile boolean hanging;

  ScriptedServer(String... answers) throws IOException {
    this.answers = new ArrayDeque<>(List.of(answers));
    Thread thread = new Thread(this::serve, "scripted server");
    thread.setDaemon(true);
    thread.start();
  }

  void always(String answer) {
    always = answer;
  }

  /** Answers nothing, and keeps the connection. */
  void hang() {
    hanging = true;
  }

  int port() {
    return socket.getLocalPort();
  }

  String url(String path) {
    return "http://localhost:" + port() + path;
  }

  /** What was asked so far. */
  List<String> requests() {
    return requests;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        requests.add(head(connection.getInputStream()));
        if (hanging) {
          end.await();
        }
        String answer = always == null ? answers.remove() : always;
        connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
      } catch (IOException e) {
        // The client has gone, or the test is over.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("no request");
      }
      head.append((char) b);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    socket.close();
  }
}
