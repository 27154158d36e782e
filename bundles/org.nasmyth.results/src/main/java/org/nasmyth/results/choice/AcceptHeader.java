// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The media types of an Accept header (RFC 9110, section 12.5.1). */
final class AcceptHeader {

  private static final int MOST_TYPES = 32;

  private AcceptHeader() {}

  private record Wish(String name, double weight) {}

  /** The normalised types that are wished for, best first; wildcards and refused ones left out. */
  static List<String> wishes(String header) {
    List<Wish> wishes = new ArrayList<>();
    for (String entry : header.split(",", MOST_TYPES + 1)) {
      if (wishes.size() < MOST_TYPES && !entry.contains("*")) {
        Wish wish = parse(entry);
        if (wish.weight > 0 && !wish.name.isEmpty()) {
          wishes.add(wish);
        }
      }
    }
    return wishes.stream()
        .sorted(Comparator.comparingDouble(Wish::weight).reversed())
        .map(Wish::name)
        .toList();
  }

  private static Wish parse(String entry) {
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
    return new Wish(FormatName.normalise(type.toString()), weight);
  }

  private static double weight(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
