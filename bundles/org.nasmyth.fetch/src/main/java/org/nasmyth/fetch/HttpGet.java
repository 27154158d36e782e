// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One GET by HTTP/1.1 over a connection of its own to an address that was chosen before (RFC 9112).
 * Used once, by one thread; {@link #abort} may come from another.
 */
final class HttpGet implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;
  private static final int MOST_HEAD = 64 * 1024;
  private static final int SHORTEST_WAIT = 1;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

  /** The other side did not keep to the protocol or went away; the message says what is wrong. */
  static final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private final Socket plain = new Socket();
  private final long deadline;
  private final Socket socket;
  private final InputStream in;
  private final Map<String, String> headers = new HashMap<>();
  private final URI uri;

  HttpGet(URI uri, InetAddress address, Supplier<SSLSocketFactory> tls, long deadline)
      throws BrokenException {
    this.uri = uri;
    this.deadline = deadline;
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    boolean well = false;
    try {
      plain.connect(new InetSocketAddress(address, port), rest());
      plain.setSoTimeout(rest());
      socket = secure ? secured(tls.get(), port) : plain;
      in = new BufferedInputStream(new Timed(socket.getInputStream()), BUFFER);
      well = true;
    } catch (IOException e) {
      throw new BrokenException("the connection failed", e);
    } finally {
      if (!well) {
        abort();
      }
    }
  }

  private Socket secured(SSLSocketFactory tls, int port) throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(plain, uri.getHost(), port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /** The time that is left, in ms. */
  private int rest() throws SocketTimeoutException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (millis < SHORTEST_WAIT) {
      throw new SocketTimeoutException("time is up");
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  /**
   * Sends the request and reads the head of the answer.
   *
   * @return where it is instead; null if it is here
   */
  @Nullable String send() throws BrokenException {
    try {
      String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String host = uri.getHost() + (uri.getPort() >= 0 ? ":" + uri.getPort() : "");
      String head =
          "GET "
              + path
              + query
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nUser-Agent: Nasmyth (IVOA-TAP upload)\r\nAccept: */*\r\n"
              + "Accept-Encoding: identity\r\nConnection: close\r\n\r\n";
      if (!head.chars().allMatch(c -> c < 128)) {
        throw new BrokenException("it holds letters that have to be percent-encoded", null);
      }
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      int status = readHead();
      while (status / 100 == 1) {
        status = readHead();
      }
      String location = headers.get("location");
      if (status / 100 == 3 && status != 304 && location != null) {
        return location;
      }
      if (status != 200) {
        throw new BrokenException("its host answered with status " + status, null);
      }
      return null;
    } catch (IOException e) {
      throw new BrokenException("the connection failed", e);
    }
  }

  private int readHead() throws IOException, BrokenException {
    headers.clear();
    int[] left = {MOST_HEAD};
    Matcher status = STATUS.matcher(line(left));
    if (!status.matches()) {
      throw new BrokenException("what answers there is no HTTP server", null);
    }
    for (String line = line(left); !line.isEmpty(); line = line(left)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return Integer.parseInt(status.group(1));
  }

  private String line(int[] left) throws IOException, BrokenException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || --left[0] < 0) {
        throw new BrokenException("its host's answer is broken", null);
      }
      line.append((char) b);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }

  /**
   * Copies the body.
   *
   * @throws IOException if {@code out} does
   */
  void copyTo(OutputStream out) throws BrokenException, IOException {
    if (headers
        .getOrDefault("transfer-encoding", "")
        .toLowerCase(Locale.ROOT)
        .contains("chunked")) {
      for (long size = chunkSize(); size > 0; size = chunkSize()) {
        copy(size, out);
        String unused = read(() -> line(new int[] {MOST_HEAD}));
      }
    } else if (headers.containsKey("content-length")) {
      copy(number(headers.getOrDefault("content-length", ""), 10), out);
    } else {
      copy(-1, out);
    }
  }

  private long chunkSize() throws BrokenException {
    String line = read(() -> line(new int[] {MOST_HEAD}));
    return number(line.split(";", 2)[0].strip(), 16);
  }

  private static long number(String text, int radix) throws BrokenException {
    try {
      return Long.parseUnsignedLong(text, radix);
    } catch (NumberFormatException e) {
      throw new BrokenException("its host's answer is broken", e);
    }
  }

  /** Copies so many bytes; all that there are if it is negative. */
  private void copy(long size, OutputStream out) throws BrokenException, IOException {
    byte[] buffer = new byte[BUFFER];
    long left = size < 0 ? Long.MAX_VALUE : size;
    while (left > 0) {
      int most = (int) Math.min(left, buffer.length);
      int n = read(() -> in.read(buffer, 0, most));
      if (n < 0) {
        if (size >= 0) {
          throw new BrokenException("the connection ended before the file did", null);
        }
        return;
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  /** What reads from the other side. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException, BrokenException;
  }

  /** Tells failures of reading from those of writing. */
  private static <T> T read(Reading<T> reading) throws BrokenException {
    try {
      return reading.read();
    } catch (IOException e) {
      throw new BrokenException("the connection failed", e);
    }
  }

  /** Ends it at once, whatever it does. */
  void abort() {
    try {
      plain.close();
    } catch (IOException e) {
      throw new IllegalStateException("A socket cannot be closed.", e);
    }
  }

  @Override
  public void close() {
    abort();
  }

  /** Waits for the other side no longer than until the deadline. */
  private final class Timed extends FilterInputStream {
    Timed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      socket.setSoTimeout(rest());
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      socket.setSoTimeout(rest());
      return super.read(bytes, offset, length);
    }
  }
}
