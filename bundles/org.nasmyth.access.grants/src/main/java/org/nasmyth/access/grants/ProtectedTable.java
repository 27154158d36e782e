// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasmyth.api.metadata.TableName;

/**
 * A table with rows that not everybody may know of.
 *
 * @param name the table
 * @param programme the column with a row's programme
 * @param instrument the column with its instrument
 * @param metadataRelease the column with the moment from which on everybody may know of it
 * @param vias where its rows belong to; all have to be visible
 * @param partnerless whether a row that belongs to none is visible
 */
record ProtectedTable(
    TableName name,
    Optional<String> programme,
    Optional<String> instrument,
    Optional<String> metadataRelease,
    List<Via> vias,
    boolean partnerless) {

  /**
   * How a row belongs to rows of another protected table.
   *
   * @param column of this table
   * @param target the other table
   * @param key its column with the same value
   */
  record Via(String column, TableName target, String key) {}

  private static final Pattern VIA = Pattern.compile("(\\S+)\\s*->\\s*(\\S+)\\.([^\\s.]+)");

  static ProtectedTable parse(String line) {
    SettingLine words =
        SettingLine.parse(
            "tables",
            line,
            Set.of("programme", "instrument", "metadataRelease", "via", "partnerless"));
    List<Via> vias = words.all("via").stream().map(via -> via(words, via)).toList();
    ProtectedTable table =
        new ProtectedTable(
            words.table(),
            words.single("programme"),
            words.single("instrument"),
            words.single("metadataRelease"),
            vias,
            visible(words));
    if (table.programme.isEmpty() && table.metadataRelease.isEmpty() && vias.isEmpty()) {
      throw words.wrong("it says of " + table.name + " neither programme, metadataRelease nor via");
    }
    return table;
  }

  private static boolean visible(SettingLine words) {
    String word = words.single("partnerless").orElse("hidden");
    return switch (word) {
      case "visible" -> true;
      case "hidden" -> false;
      default -> throw words.wrong("partnerless is visible or hidden, not '" + word + "'");
    };
  }

  private static Via via(SettingLine words, String written) {
    Matcher matcher = VIA.matcher(written);
    if (!matcher.matches()) {
      throw words.wrong("'" + written + "' is not of the form column -> schema.table.column");
    }
    return new Via(
        matcher.group(1), SettingLine.tableName("tables", matcher.group(2)), matcher.group(3));
  }
}
