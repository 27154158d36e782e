// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.WrittenName;

/**
 * A line of the configuration: {@code table=schema.name; word=value; …}.
 *
 * @param setting the setting that it belongs to, for messages
 * @param table the table; {@code *} for all of the schema
 * @param words the value of each word; none for words that are not there
 */
record SettingLine(String setting, TableName table, Map<String, List<String>> words) {

  private static final String TABLE = "table";

  /** Behind a schema, what stands for all of its tables. */
  private static final String EVERY = ".*";

  /**
   * Reads a line.
   *
   * @param known the words that it may have beside the table
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static SettingLine parse(String setting, String line, Set<String> known) {
    Map<String, List<String>> words = new LinkedHashMap<>();
    TableName table = null;
    for (String part : line.split(";", -1)) {
      if (part.isBlank()) {
        continue;
      }
      String[] pair = part.split("=", 2);
      String word = pair[0].strip();
      String value = pair.length > 1 ? pair[1].strip() : "";
      if (value.isEmpty()) {
        throw wrong(setting, "'" + part.strip() + "' is not of the form word=value");
      }
      if (word.equals(TABLE)) {
        table =
            value.endsWith(EVERY)
                ? new TableName(value.substring(0, value.length() - EVERY.length()), "*")
                : tableName(setting, value);
      } else if (known.contains(word)) {
        words.computeIfAbsent(word, key -> new ArrayList<>()).add(value);
      } else {
        throw wrong(
            setting,
            "'" + word + "' is not known; there are " + String.join(", ", new TreeSet<>(known)));
      }
    }
    if (table == null) {
      throw wrong(setting, "it names no table; write table=schema.name");
    }
    return new SettingLine(setting, table, words);
  }

  /** The value of a word that can stand once. */
  Optional<String> single(String word) {
    List<String> values = all(word);
    if (values.size() > 1) {
      throw wrong("'" + word + "' is given more than once for " + table);
    }
    return values.stream().findFirst();
  }

  /** The value of a word that has to be there. */
  String required(String word) {
    return single(word).orElseThrow(() -> wrong("it does not say which column is " + word));
  }

  /** All values of a word. */
  List<String> all(String word) {
    return words.getOrDefault(word, List.of());
  }

  /** What to throw if the line is wrong. */
  IllegalArgumentException wrong(String what) {
    return wrong(setting, what);
  }

  /** The table of a name with its schema. */
  static TableName tableName(String setting, String written) {
    try {
      return WrittenName.readTable(written);
    } catch (IllegalArgumentException e) {
      throw wrong(setting, "'" + written + "' names no table with its schema");
    }
  }

  private static IllegalArgumentException wrong(String setting, String what) {
    return new IllegalArgumentException(setting + ": " + what);
  }
}
