// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.tables;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.WrittenName;

/**
 * Which column of a table says what, as a line of the configuration has it: {@code
 * table=ivoa.ObsCore; id=dp_id; release=obs_release_date; …}.
 *
 * @param table the table
 * @param ids which identifiers it can have; null for any
 * @param columns the column of each thing that it says
 * @param words things that are the same for all rows
 * @param facts further columns, for people
 */
record Mapping(
    TableName table,
    @Nullable Pattern ids,
    Map<MappedColumn, String> columns,
    Map<Word, String> words,
    List<String> facts) {

  /** What a column can say. */
  enum MappedColumn {
    ID,
    PRODUCT,
    INTERNAL,
    SOURCE,
    ORDER,
    CATEGORY,
    NAME,
    ORIGINAL,
    EXTENSION,
    PATH,
    LENGTH,
    CONTENT_TYPE,
    TYPE,
    TITLE,
    REGION,
    BAND_MIN,
    BAND_MAX,
    TIME_MIN,
    TIME_MAX,
    POLARIZATIONS,
    SPECTRAL_ELEMENTS,
    RELEASE,
    METADATA_RELEASE,
    PROGRAMME,
    INSTRUMENT,
    DOCUMENTATION;

    /** As the configuration spells it: {@code bandMin}. */
    String word() {
      String[] parts = name().toLowerCase(Locale.ROOT).split("_", -1);
      return parts[0]
          + Arrays.stream(parts)
              .skip(1)
              .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
              .collect(Collectors.joining());
    }
  }

  /** What can be the same for all rows. */
  enum Word {
    /** What its rows are: raw, product. */
    KIND,
    /** What is appended to an identifier to name the night's log; absent if there is none. */
    LOG
  }

  private static final String TABLE = "table";
  private static final String IDS = "ids";
  private static final String FACTS = "facts";

  /**
   * Reads a line.
   *
   * @param setting the name of the setting, for messages
   * @param required what it has to say
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Mapping parse(String setting, String line, MappedColumn... required) {
    TableName table = null;
    Pattern ids = null;
    List<String> facts = List.of();
    Map<MappedColumn, String> columns = new EnumMap<>(MappedColumn.class);
    Map<Word, String> words = new EnumMap<>(Word.class);
    for (String part : line.split(";", -1)) {
      if (part.isBlank()) {
        continue;
      }
      String[] pair = part.split("=", 2);
      String name = pair[0].strip();
      String value = pair.length > 1 ? pair[1].strip() : "";
      if (value.isEmpty()) {
        throw wrong(setting, "'" + part.strip() + "' is not of the form key=value");
      }
      Optional<MappedColumn> key =
          Arrays.stream(MappedColumn.values()).filter(k -> k.word().equals(name)).findAny();
      Optional<Word> word =
          Arrays.stream(Word.values()).filter(w -> w.name().equalsIgnoreCase(name)).findAny();
      if (name.equals(TABLE)) {
        table = tableName(setting, value);
      } else if (name.equals(IDS)) {
        ids = pattern(setting, value);
      } else if (name.equals(FACTS)) {
        facts = Arrays.stream(value.split(",")).map(String::strip).toList();
      } else if (key.isPresent()) {
        columns.put(key.get(), value);
      } else if (word.isPresent()) {
        words.put(word.get(), value);
      } else {
        throw wrong(setting, "'" + name + "' is not known; there are " + known());
      }
    }
    if (table == null) {
      throw wrong(setting, "it names no table; write table=schema.name");
    }
    for (MappedColumn key : required) {
      if (!columns.containsKey(key)) {
        throw wrong(setting, "it does not say which column is " + key.word());
      }
    }
    return new Mapping(table, ids, Map.copyOf(columns), Map.copyOf(words), facts);
  }

  /** The same, or empty for a blank line. */
  static Optional<Mapping> parseOptional(String setting, String line, MappedColumn... required) {
    return line.isBlank() ? Optional.empty() : Optional.of(parse(setting, line, required));
  }

  /** Whether an identifier can be in this table. */
  boolean matches(String id) {
    return ids == null || ids.matcher(id).matches();
  }

  /** The columns that say things, each once. */
  Set<String> read() {
    return new LinkedHashSet<>(columns.values());
  }

  /** The same, and the facts. */
  Set<String> readWithFacts() {
    Set<String> all = read();
    all.addAll(facts);
    return all;
  }

  private static TableName tableName(String setting, String written) {
    try {
      return WrittenName.readTable(written);
    } catch (IllegalArgumentException e) {
      throw wrong(setting, "'" + written + "' names no table with its schema");
    }
  }

  private static Pattern pattern(String setting, String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw wrong(setting, "'" + expression + "' is no regular expression: " + e.getDescription());
    }
  }

  private static String known() {
    return TABLE
        + ", "
        + IDS
        + ", "
        + FACTS
        + ", kind, log, "
        + Arrays.stream(MappedColumn.values())
            .map(MappedColumn::word)
            .collect(Collectors.joining(", "));
  }

  private static IllegalArgumentException wrong(String setting, String what) {
    return new IllegalArgumentException(setting + ": " + what);
  }
}
