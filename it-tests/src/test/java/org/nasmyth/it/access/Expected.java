// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line of one of the tables of what is to be answered.
 *
 * @param first word of the case's name
 * @param second the other word; empty where one word is the name
 * @param cells what is to be answered
 */
record Expected(String first, String second, List<String> cells) {

  /**
   * The lines of a table, whose columns are at least two blanks apart.
   *
   * @param names how many words name a case, 1 or 2
   */
  static List<Expected> of(String file, int names) throws IOException {
    try (InputStream in = Expected.class.getResourceAsStream(file)) {
      List<Expected> lines = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          List<String> words = Arrays.asList(line.strip().split("\\s{2,}", -1));
          lines.add(
              new Expected(
                  words.get(0),
                  names == 2 ? words.get(1) : "",
                  words.subList(names, words.size())));
        }
      }
      return lines;
    }
  }
}
