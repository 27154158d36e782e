// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.server;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service answered. */
public final class Answer {

  private static final Pattern QUERY_STATUS =
      Pattern.compile(
          "<INFO\\s+name=\"QUERY_STATUS\"\\s+value=\"([A-Z]+)\"(?:\\s*/>|>([^<]*)</INFO>)");

  private final HttpResponse<byte[]> response;

  Answer(HttpResponse<byte[]> response) {
    this.response = response;
  }

  /** The HTTP status. */
  public int status() {
    return response.statusCode();
  }

  /**
   * A header.
   *
   * @return empty where there is none
   */
  public Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  /** The bytes. */
  public byte[] body() {
    return response.body();
  }

  /** The body as text. */
  public String text() {
    return new String(body(), StandardCharsets.UTF_8);
  }

  /**
   * The last QUERY_STATUS of a VOTable (DALI 1.1, section 4.4), which is the one that counts.
   *
   * @return the value and, after a blank, the text; empty where there is none
   */
  public Optional<String> queryStatus() {
    Matcher matcher = QUERY_STATUS.matcher(text());
    String last = null;
    while (matcher.find()) {
      last = matcher.group(1) + (matcher.group(2) == null ? "" : " " + matcher.group(2));
    }
    return Optional.ofNullable(last);
  }

  @Override
  public String toString() {
    String text = text();
    return status()
        + " "
        + header("Content-Type").orElse("")
        + "\n"
        + text.substring(0, Math.min(1000, text.length()));
  }
}
