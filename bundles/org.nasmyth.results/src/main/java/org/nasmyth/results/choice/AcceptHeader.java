// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The media types of an Accept header (RFC 9110, section 12.5.1).
 *
 * @param ranges what is accepted, in the header's order
 */
record AcceptHeader(List<Range> ranges) {

  private static final int MOST_RANGES = 32;
  private static final String HTML = "text/html";
  private static final String XHTML = "application/xhtml+xml";
  private static final String ANYTHING = "*/*";

  /**
   * One or many types that are accepted.
   *
   * @param name a normalised media type, or one with an asterisk
   * @param weight how much it is wished for, 0 to 1
   */
  record Range(String name, double weight) {

    /** How exactly it names a type: 0 for any type, 1 for a family, 2 for one; -1 for another. */
    private int exactness(String type) {
      if (name.equals(type)) {
        return 2;
      }
      if (name.equals(ANYTHING)) {
        return 0;
      }
      return name.endsWith("/*") && type.startsWith(name.substring(0, name.length() - 1)) ? 1 : -1;
    }
  }

  /**
   * How a type is accepted.
   *
   * @param weight how much it is wished for, 0 for not at all
   * @param place the place in the header that says so
   */
  record Acceptance(double weight, int place) {

    /** Whether this is wished for more than another, or as much and named before it. */
    boolean isBetterThan(Acceptance other) {
      return weight > other.weight || (weight == other.weight && place < other.place);
    }
  }

  /**
   * Reads a header. A type {@code text/html} beside a wildcard counts only in the company of XHTML,
   * with which all browsers send it: Java's own HTTP client sends it for programs that want
   * anything but a page.
   */
  static AcceptHeader parse(String header) {
    List<Range> ranges = new ArrayList<>();
    String[] entries = header.split(",", MOST_RANGES + 1);
    for (int i = 0; i < Math.min(entries.length, MOST_RANGES); i++) {
      ranges.add(range(entries[i]));
    }
    boolean anything = ranges.stream().anyMatch(range -> range.name.startsWith("*"));
    if (anything && ranges.stream().noneMatch(range -> range.name.equals(XHTML))) {
      ranges.removeIf(range -> range.name.equals(HTML));
    }
    return new AcceptHeader(List.copyOf(ranges));
  }

  /** How a normalised type is accepted by what names it most exactly; empty if nothing does. */
  Optional<Acceptance> of(String type) {
    int exactest = -1;
    Acceptance found = null;
    for (int i = 0; i < ranges.size(); i++) {
      int exactness = ranges.get(i).exactness(type);
      if (exactness > exactest) {
        exactest = exactness;
        found = new Acceptance(ranges.get(i).weight, i);
      }
    }
    return Optional.ofNullable(found);
  }

  private static Range range(String entry) {
    StringBuilder type = new StringBuilder();
    double weight = 1;
    for (String part : entry.split(";", -1)) {
      String parameter = part.strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        weight = weight(parameter.substring(2));
      } else {
        type.append(type.isEmpty() ? "" : ";").append(parameter);
      }
    }
    return new Range(FormatName.normalise(type.toString()), weight);
  }

  private static double weight(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
