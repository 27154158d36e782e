// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passes connections on to a port of this machine and counts what goes over them. Safe for any
 * thread.
 */
public final class Wire implements AutoCloseable {

  private static final Pattern HEAD =
      Pattern.compile("(?m)^([A-Z]+ \\S+) HTTP/1\\.1\\r\\n((?:\\S+:.*\\r\\n)*)\\r\\n");
  private static final Pattern RANGE = Pattern.compile("(?im)^range: *(\\S+)");

  private final ServerSocket entrance;
  private final int port;
  private final AtomicLong delivered = new AtomicLong();
  private final List<ByteArrayOutputStream> asked = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private Wire(ServerSocket entrance, int port) {
    this.entrance = entrance;
    this.port = port;
  }

  /** Begins to pass on to a port. */
  static Wire to(int port) throws IOException {
    Wire wire = new Wire(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), port);
    begin(wire::accept);
    return wire;
  }

  /** Where clients connect. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
  }

  /** How many bytes have gone to clients, those of headers included. */
  public long delivered() {
    return delivered.get();
  }

  /**
   * What clients have asked, connection by connection: method, address, and the range where there
   * is one, divided by blanks.
   */
  public List<String> requests() {
    List<String> requests = new ArrayList<>();
    for (ByteArrayOutputStream connection : asked) {
      Matcher head = HEAD.matcher(connection.toString(StandardCharsets.ISO_8859_1));
      while (head.find()) {
        Matcher range = RANGE.matcher(head.group(2));
        requests.add(head.group(1) + (range.find() ? " " + range.group(1) : ""));
      }
    }
    return requests;
  }

  /** Breaks all connections that there are. */
  public void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  private void accept() throws IOException {
    while (!entrance.isClosed()) {
      Socket client = entrance.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
      open.addAll(List.of(client, server));
      ByteArrayOutputStream heads = new ByteArrayOutputStream();
      asked.add(heads);
      begin(() -> pass(client, server, (bytes, count) -> heads.write(bytes, 0, count)));
      begin(() -> pass(server, client, (bytes, count) -> delivered.addAndGet(count)));
    }
  }

  private interface Witness {
    void saw(byte[] bytes, int count);
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void begin(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // One of the two ends has gone, which the other one is told by its own connection.
                return;
              }
            },
            "wire");
    thread.setDaemon(true);
    thread.start();
  }

  private static void pass(Socket from, Socket to, Witness witness) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        witness.saw(buffer, count);
        out.write(buffer, 0, count);
        out.flush();
      }
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
  }
}
