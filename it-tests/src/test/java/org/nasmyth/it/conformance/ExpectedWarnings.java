// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The warnings of taplint that have a reason, from {@code taplint-warnings.txt}: a pattern of the
 * whole message, and after a tab the reason.
 */
record ExpectedWarnings(List<Entry> entries) {

  /** A kind of warning and why it is right to leave it. */
  record Entry(Pattern message, String reason) {}

  static ExpectedWarnings read() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(
                ExpectedWarnings.class.getResourceAsStream("taplint-warnings.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new ExpectedWarnings(
          lines
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(ExpectedWarnings::entry)
              .toList());
    }
  }

  /** Whether a message is expected; prints the reason if so. */
  boolean explain(TaplintReport.Line line) {
    return entries.stream()
        .filter(entry -> entry.message.matcher(line.toString()).matches())
        .findFirst()
        .map(
            entry -> {
              System.out.println("  expected: " + entry.reason);
              return true;
            })
        .orElse(false);
  }

  private static Entry entry(String line) {
    String[] parts = line.split("\t+", 2);
    if (parts.length < 2 || parts[1].isBlank()) {
      throw new IllegalStateException("taplint-warnings.txt gives no reason for: " + line);
    }
    return new Entry(Pattern.compile(parts[0].strip()), parts[1].strip());
  }
}
