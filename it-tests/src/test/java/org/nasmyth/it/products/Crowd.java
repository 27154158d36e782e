// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.products;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many clients of one thread that ask for the same at the same time. */
final class Crowd implements AutoCloseable {

  /** Little, so that the server cannot send much that nobody reads. */
  private static final int RECEIVE_BUFFER = 32 * 1024;

  private final List<Client> clients = new ArrayList<>();

  /** One client, and how its answer began. */
  private static final class Client {
    private final SocketChannel channel;
    private final StringBuilder status = new StringBuilder();
    private long bytes;

    Client(SocketChannel channel) {
      this.channel = channel;
    }
  }

  /**
   * Connects and asks; reads nothing yet.
   *
   * @param headers as they are to be sent, each with its line's end
   */
  Crowd(int size, int port, String path, String headers) throws IOException {
    byte[] request =
        ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < size; i++) {
      SocketChannel channel = SocketChannel.open();
      clients.add(new Client(channel));
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      ByteBuffer out = ByteBuffer.wrap(request);
      while (out.hasRemaining()) {
        channel.write(out);
      }
    }
  }

  /**
   * Reads all answers to their ends.
   *
   * @return how many had a status and at least so many bytes before the limit
   */
  long served(String status, long least, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    ByteBuffer buffer = ByteBuffer.allocateDirect(RECEIVE_BUFFER);
    try (Selector selector = Selector.open()) {
      for (Client client : clients) {
        client.channel.configureBlocking(false);
        client.channel.register(selector, SelectionKey.OP_READ, client);
      }
      while (!selector.keys().isEmpty() && System.nanoTime() < end) {
        selector.select(key -> read(key, buffer), 100);
      }
    }
    return clients.stream()
        .filter(client -> client.status.toString().equals(status) && client.bytes >= least)
        .count();
  }

  private static void read(SelectionKey key, ByteBuffer buffer) {
    Client client = (Client) key.attachment();
    buffer.clear();
    int count;
    try {
      count = client.channel.read(buffer);
    } catch (IOException e) {
      // A connection that was reset has got what it has got.
      count = -1;
    }
    if (count < 0) {
      key.cancel();
      return;
    }
    buffer.flip();
    while (client.status.length() < "HTTP/1.1 200".length() && buffer.hasRemaining()) {
      client.status.append((char) buffer.get());
    }
    client.bytes += count;
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.channel.close();
    }
  }
}
