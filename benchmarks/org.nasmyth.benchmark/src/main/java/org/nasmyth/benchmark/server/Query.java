// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One synchronous query, sent on a connection that is kept open between queries.
 *
 * @param firstByte seconds until the first byte of the answer
 * @param lastByte seconds until its last
 * @param bytes how many there were
 */
record Query(double firstByte, double lastByte, long bytes) {

  private static final int BUFFER = 1 << 16;

  /**
   * Runs a query and drops its result.
   *
   * @param sync the address of the service's {@code /sync}
   */
  static Query run(URI sync, String adql, String format, long maxrec) throws IOException {
    String body =
        Map.of(
                "REQUEST",
                "doQuery",
                "LANG",
                "ADQL",
                "QUERY",
                adql,
                "RESPONSEFORMAT",
                format,
                "MAXREC",
                Long.toString(maxrec))
            .entrySet()
            .stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    byte[] sent = body.getBytes(StandardCharsets.US_ASCII);
    long began = System.nanoTime();
    HttpURLConnection connection = (HttpURLConnection) sync.toURL().openConnection();
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(sent.length);
    connection.setReadTimeout(300_000);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(sent);
    }
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      try (InputStream error = connection.getErrorStream()) {
        throw new IOException(new String(error.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    try (InputStream in = connection.getInputStream()) {
      byte[] buffer = new byte[BUFFER];
      long bytes = 0;
      double first = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (bytes == 0) {
          first = (System.nanoTime() - began) / 1e9;
        }
        bytes += read;
      }
      return new Query(first, (System.nanoTime() - began) / 1e9, bytes);
    }
  }
}
