// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.PathTemplate;

/** A web server, asked for files below one address. Safe for any thread. */
final class Origin {

  private final URI base;
  private final String authorization;
  private final Duration timeLimit;
  private final HttpClient client;

  /**
   * A server.
   *
   * @param base ends with a slash
   * @param authorization the value of the header that it wants; blank for none
   * @param timeoutSeconds until an answer begins
   */
  Origin(URI base, String authorization, int timeoutSeconds) {
    this.base = base;
    this.authorization = authorization.strip();
    this.timeLimit = Duration.ofSeconds(timeoutSeconds);
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeLimit)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** What the server says of a file; empty if it has none there. */
  Optional<FileState> look(String path) throws IOException {
    Optional<URI> address = address(path);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    HttpResponse<Void> answer =
        send(
            request(address.get()).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
            BodyHandlers.discarding());
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(state(path, answer));
      case 404, 410 -> Optional.empty();
      default -> throw new IOException("The origin answered with status " + answer.statusCode());
    };
  }

  /** Reads at least one byte. */
  int read(FileState state, long position, ByteBuffer into) throws IOException {
    URI address =
        address(state.path()).orElseThrow(() -> new IOException("The path is none: " + state));
    long last = Math.min(state.size(), position + into.remaining()) - 1;
    HttpRequest request =
        request(address).header("Range", "bytes=" + position + "-" + last).GET().build();
    HttpResponse<InputStream> answer = send(request, BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 206) {
        throw new IOException(
            "The origin answered a request for a range with status " + answer.statusCode());
      }
      if (!state(state.path(), answer).version().equals(state.version())) {
        throw new IOException("The origin's file was changed while it was read.");
      }
      byte[] bytes = body.readNBytes((int) (last - position + 1));
      if (bytes.length == 0) {
        throw new IOException("The origin sent an empty range.");
      }
      into.put(bytes);
      return bytes.length;
    }
  }

  private static FileState state(String path, HttpResponse<?> answer) throws IOException {
    OptionalLong length =
        answer.statusCode() == 206
            ? whole(answer.headers().firstValue("Content-Range").orElse(""))
            : answer.headers().firstValueAsLong("Content-Length");
    if (length.isEmpty()) {
      throw new IOException("The origin does not tell how long a file is.");
    }
    Instant modified =
        answer.headers().firstValue("Last-Modified").flatMap(Origin::time).orElse(Instant.EPOCH);
    String mark =
        answer.headers().firstValue("ETag").map(Origin::word).orElse("")
            + "-"
            + Long.toHexString(length.getAsLong())
            + "-"
            + Long.toHexString(modified.getEpochSecond());
    return new FileState(path, length.getAsLong(), modified, mark);
  }

  private static OptionalLong whole(String contentRange) {
    String total = contentRange.substring(contentRange.lastIndexOf('/') + 1);
    return total.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(total))
        : OptionalLong.empty();
  }

  private static Optional<Instant> time(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String word(String tag) {
    return tag.replaceAll("[^A-Za-z0-9._\\-]", "");
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(timeLimit);
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      return client.send(request, handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException failure = new InterruptedIOException("Reading was interrupted.");
      failure.initCause(e);
      throw failure;
    }
  }

  /** Where a path is; empty if it would lead anywhere but below the base. */
  private Optional<URI> address(String path) {
    if (!PathTemplate.leadsDown(path)) {
      return Optional.empty();
    }
    StringBuilder encoded = new StringBuilder(base.toString());
    String separator = "";
    for (String step : path.split("/", -1)) {
      encoded.append(separator);
      for (byte b : step.getBytes(StandardCharsets.UTF_8)) {
        char c = (char) (b & 0xff);
        boolean plain = (c < 128 && Character.isLetterOrDigit(c)) || "-._~".indexOf(c) >= 0;
        if (plain) {
          encoded.append(c);
        } else {
          encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
        }
      }
      separator = "/";
    }
    return Optional.of(URI.create(encoded.toString()));
  }
}
