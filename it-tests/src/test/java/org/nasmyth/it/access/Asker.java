// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asks a server as somebody; never follows a redirect.
 *
 * @param base its address, without a slash at the end
 * @param http what asks
 */
record Asker(URI base, HttpClient http) {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What differs from answer to answer anyway. */
  private static final List<String> VOLATILE = List.of("date", ":status");

  static Asker of(URI base) {
    return new Asker(
        base,
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build());
  }

  /**
   * Gets something.
   *
   * @param path below the address, or a whole address
   * @param authorization the header; empty for none
   */
  HttpResponse<byte[]> get(String path, String authorization)
      throws IOException, InterruptedException {
    return send(request(path, authorization).GET());
  }

  HttpResponse<byte[]> delete(String path, String authorization)
      throws IOException, InterruptedException {
    return send(request(path, authorization).DELETE());
  }

  HttpResponse<byte[]> post(String path, Map<String, String> form, String authorization)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        request(path, authorization)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The result of a query as CSV, asked at once. */
  HttpResponse<byte[]> query(String adql, String authorization)
      throws IOException, InterruptedException {
    return post(
        "/tap_obs/sync", Map.of("LANG", "ADQL", "FORMAT", "csv", "QUERY", adql), authorization);
  }

  private HttpRequest.Builder request(String path, String authorization) {
    String address = path.startsWith("http") ? path : base + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.replace("'", "%27"))).timeout(PATIENCE);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return request;
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  /** The first column of a CSV table, without its name. */
  static List<String> column(HttpResponse<byte[]> answer) {
    return text(answer).lines().skip(1).map(String::strip).toList();
  }

  /**
   * All that an answer tells, without what was asked for.
   *
   * @param asked is left out wherever it stands
   */
  static String told(HttpResponse<byte[]> answer, String asked) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    VOLATILE.forEach(headers::remove);
    return (answer.statusCode() + " " + headers + " " + text(answer)).replace(asked, "{}");
  }
}
