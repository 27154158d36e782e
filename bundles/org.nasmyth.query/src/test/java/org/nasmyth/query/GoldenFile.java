// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Queries with what is expected of them. A case begins with {@code ?} and goes on to a line with
 * {@code =}, behind which the expectation stands; lines with {@code #} explain.
 */
final class GoldenFile {

  /** A query and what is expected of it. */
  record Case(String query, String expectation) {
    @Override
    public String toString() {
      return query;
    }
  }

  private GoldenFile() {}

  static List<Case> read(String resource) {
    String text;
    try (InputStream in =
        Objects.requireNonNull(GoldenFile.class.getResourceAsStream(resource), resource)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Case> cases = new ArrayList<>();
    StringBuilder query = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (line.startsWith("? ") || (line.startsWith("  ") && query.length() > 0)) {
        query.append(query.length() == 0 ? "" : "\n").append(line.substring(2));
      } else if (line.startsWith("= ")) {
        cases.add(new Case(query.toString(), line.substring(2)));
        query.setLength(0);
      }
    }
    return cases;
  }
}
