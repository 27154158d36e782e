// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Range header (RFC 9110, section 14). */
final class ByteRanges {

  /** More than a client needs and few enough not to be a burden. */
  private static final int MOST = 64;

  private static final String UNIT = "bytes=";

  private ByteRanges() {}

  /**
   * Some bytes in a row.
   *
   * @param first counted from 0
   * @param last included
   */
  record Span(long first, long last) {
    long length() {
      return last - first + 1;
    }
  }

  /**
   * Reads the header.
   *
   * @param header null where there is none
   * @param size bytes of the file
   * @return the spans that are there, in the client's order; an empty list if none of those that it
   *     asks for is there; empty if the whole file is to be sent, also because the header cannot be
   *     understood or asks for more spans than a sensible client does
   */
  static Optional<List<Span>> of(@Nullable String header, long size) {
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(UNIT)) {
      return Optional.empty();
    }
    String[] wanted = header.substring(UNIT.length()).split(",", -1);
    if (wanted.length > MOST) {
      return Optional.empty();
    }
    List<Span> spans = new ArrayList<>();
    for (String one : wanted) {
      String text = one.strip();
      int dash = text.indexOf('-');
      if (dash < 0 || !isNumber(text.substring(0, dash)) || !isNumber(text.substring(dash + 1))) {
        return Optional.empty();
      }
      String from = text.substring(0, dash);
      String to = text.substring(dash + 1);
      if (from.isEmpty() && to.isEmpty()) {
        return Optional.empty();
      }
      if (!from.isEmpty() && !to.isEmpty() && number(to) < number(from)) {
        return Optional.empty();
      }
      if (from.isEmpty()) {
        long count = Math.min(number(to), size);
        if (count > 0) {
          spans.add(new Span(size - count, size - 1));
        }
      } else if (number(from) < size) {
        long last = to.isEmpty() ? size - 1 : Math.min(number(to), size - 1);
        spans.add(new Span(number(from), last));
      }
    }
    // Many overlapping spans are a way to make a server send much for little.
    long sum = spans.stream().mapToLong(Span::length).sum();
    return spans.size() > 1 && sum > size ? Optional.empty() : Optional.of(List.copyOf(spans));
  }

  private static boolean isNumber(String text) {
    return text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }
}
