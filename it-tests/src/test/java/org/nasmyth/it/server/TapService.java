// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A TAP service as a client sees it. Safe for any thread.
 *
 * @param base its base URL, without a slash at the end
 * @param http what asks it
 */
public record TapService(URI base, HttpClient http) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A service asked by a client of its own. */
  public static TapService at(URI base) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    return new TapService(base, http);
  }

  /** Runs a query and has its result as CSV. */
  public Answer csv(String adql) throws IOException {
    return query(adql, "csv");
  }

  /** Runs a query and has its result in a format. */
  public Answer query(String adql, String format) throws IOException {
    return post(doQuery(adql, format));
  }

  /** The parameters of a query. */
  public static Map<String, String> doQuery(String adql, String format) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("REQUEST", "doQuery");
    parameters.put("LANG", "ADQL");
    parameters.put("RESPONSEFORMAT", format);
    parameters.put("QUERY", adql);
    return parameters;
  }

  /** Posts parameters to the synchronous resource. */
  public Answer post(Map<String, String> parameters) throws IOException {
    return post("/sync", parameters);
  }

  /**
   * Posts parameters to a resource.
   *
   * @param path below the base URL, with a slash before it
   */
  public Answer post(String path, Map<String, String> parameters) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encode(parameters))));
  }

  /**
   * Posts parameters and files to the synchronous resource.
   *
   * @param files their content, by the names of their parts
   */
  public Answer upload(Map<String, String> parameters, Map<String, byte[]> files)
      throws IOException {
    return postParts("/sync", parameters, files);
  }

  /** Posts parameters and files to a resource; otherwise the same. */
  public Answer postParts(String path, Map<String, String> parameters, Map<String, byte[]> files)
      throws IOException {
    String boundary = "0123456789-" + parameters.size();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String part = part(boundary, parameter.getKey(), "") + parameter.getValue() + "\r\n";
      body.writeBytes(part.getBytes(StandardCharsets.UTF_8));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String head = part(boundary, file.getKey(), "; filename=\"x\"");
      body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      body.writeBytes(file.getValue());
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static String part(String boundary, String name, String more) {
    return "--"
        + boundary
        + "\r\nContent-Disposition: form-data; name=\""
        + name
        + "\""
        + more
        + "\r\n\r\n";
  }

  /** Gets the synchronous resource with parameters in the URL. */
  public Answer get(Map<String, String> parameters) throws IOException {
    return get("/sync?" + encode(parameters));
  }

  /**
   * Gets a resource.
   *
   * @param path below the base URL, with a slash before it
   * @param headers names and values in turn
   */
  public Answer get(String path, String... headers) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).GET();
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    try {
      return new Answer(http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException(base.toString()).initCause(e);
    }
  }

  private static String encode(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
