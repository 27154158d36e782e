// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the names of a result's columns unique, ignoring case. */
final class OutputNames {

  private OutputNames() {}

  /**
   * The names in their order. The first of equal names stays as it is, later ones get {@code _2},
   * {@code _3}, …, but never a name that another column asks for.
   */
  static List<String> unique(List<String> wanted) {
    Set<String> asked = new HashSet<>();
    for (String name : wanted) {
      asked.add(fold(name));
    }
    if (asked.size() == wanted.size()) {
      return wanted;
    }
    Set<String> used = new HashSet<>();
    Map<String, Integer> counters = new HashMap<>();
    List<String> names = new ArrayList<>(wanted.size());
    for (String name : wanted) {
      String unique = name;
      if (!used.add(fold(name))) {
        int counter = counters.getOrDefault(fold(name), 1);
        do {
          counter++;
          unique = name + "_" + counter;
        } while (asked.contains(fold(unique)) || used.contains(fold(unique)));
        counters.put(fold(name), counter);
        used.add(fold(unique));
      }
      names.add(unique);
    }
    return names;
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
