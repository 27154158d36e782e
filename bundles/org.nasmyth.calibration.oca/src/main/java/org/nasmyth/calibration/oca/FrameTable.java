// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.WrittenName;

/**
 * A table of frames and which of its columns are which keywords, as a line of the configuration has
 * it: {@code table=dbo.raw; id=dp_id; INSTRUME=instrument; MJD-OBS=mjd_obs; …}.
 *
 * @param table the table
 * @param kind what its rows are
 * @param id the column of identifiers
 * @param certified the column that tells whether quality control is done; null for none
 * @param keywords the column of each keyword
 */
record FrameTable(
    TableName table,
    Kind kind,
    String id,
    @Nullable String certified,
    Map<String, String> keywords) {

  static final String INSTRUMENT = "INSTRUME";
  static final String TIME = "MJD-OBS";

  private static final Pattern KEYWORD = Pattern.compile("[A-Z][A-Za-z0-9._-]*");

  /** What rows of a table are. */
  enum Kind {
    /** Frames as an instrument delivered them. */
    RAW,
    /** Calibrations that were made, of raw frames or otherwise. */
    MASTER
  }

  /**
   * Reads a line.
   *
   * @param setting the name of the setting, for messages
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static FrameTable parse(String setting, String line) {
    TableName table = null;
    Kind kind = Kind.RAW;
    String id = null;
    String certified = null;
    Map<String, String> keywords = new LinkedHashMap<>();
    for (String part : line.split(";", -1)) {
      if (part.isBlank()) {
        continue;
      }
      String[] pair = part.split("=", 2);
      String name = pair[0].strip();
      String value = pair.length > 1 ? pair[1].strip() : "";
      if (value.isEmpty()) {
        throw wrong(setting, "'" + part.strip() + "' is not of the form key=column");
      }
      switch (name) {
        case "table" -> table = tableName(setting, value);
        case "kind" -> kind = kind(setting, value);
        case "id" -> id = value;
        case "certified" -> certified = value;
        default -> {
          if (!KEYWORD.matcher(name).matches()) {
            throw wrong(
                setting,
                "'" + name + "' is neither table, kind, id or certified nor a keyword in capitals");
          }
          keywords.put(name, value);
        }
      }
    }
    if (table == null) {
      throw wrong(setting, "it names no table; write table=schema.name");
    }
    if (id == null) {
      throw wrong(setting, "it does not say which column of " + table + " is id");
    }
    if (kind == Kind.RAW && !keywords.containsKey(INSTRUMENT)) {
      throw wrong(setting, "it does not say which column of " + table + " is " + INSTRUMENT);
    }
    if (kind == Kind.RAW && !keywords.containsKey(TIME)) {
      throw wrong(setting, "it does not say which column of " + table + " is " + TIME);
    }
    return new FrameTable(table, kind, id, certified, Map.copyOf(keywords));
  }

  private static TableName tableName(String setting, String written) {
    try {
      return WrittenName.readTable(written);
    } catch (IllegalArgumentException e) {
      throw wrong(setting, "'" + written + "' names no table with its schema");
    }
  }

  private static Kind kind(String setting, String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "raw" -> Kind.RAW;
      case "master" -> Kind.MASTER;
      default -> throw wrong(setting, "kind is raw or master, not '" + written + "'");
    };
  }

  private static IllegalArgumentException wrong(String setting, String what) {
    return new IllegalArgumentException(setting + ": " + what);
  }
}
