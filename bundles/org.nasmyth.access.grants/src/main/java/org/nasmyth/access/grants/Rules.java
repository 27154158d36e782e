// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nasmyth.api.metadata.TableName;

/**
 * What the configuration says.
 *
 * @param programmes the table of private programmes; empty if there are none
 * @param grants the tables of grants
 * @param tables the protected tables by their names in lower case: a name that is written in
 *     another case must not leave a table open
 * @param operators groups that may have everything
 */
record Rules(
    Optional<ProgrammeTable> programmes,
    List<GrantTable> grants,
    Map<String, ProtectedTable> tables,
    Set<String> operators) {

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException naming the setting that is wrong, and why
   */
  static Rules of(GrantsConfiguration configuration) {
    Map<String, ProtectedTable> tables = new HashMap<>();
    for (String line : configuration.tables()) {
      ProtectedTable table = ProtectedTable.parse(line);
      if (tables.put(fold(table.name()), table) != null) {
        throw new IllegalArgumentException("tables: " + table.name() + " stands there twice");
      }
    }
    Rules rules =
        new Rules(
            configuration.programmes().isBlank()
                ? Optional.empty()
                : Optional.of(ProgrammeTable.parse(configuration.programmes())),
            Arrays.stream(configuration.grants()).map(GrantTable::parse).toList(),
            Map.copyOf(tables),
            Set.of(new HashSet<>(List.of(configuration.operators())).toArray(new String[0])));
    tables.values().forEach(table -> rules.checkWays(table, new HashSet<>()));
    return rules;
  }

  /** The rule for a table; empty if it is not protected. */
  Optional<ProtectedTable> table(TableName name) {
    ProtectedTable rule = tables.get(fold(name));
    return Optional.ofNullable(
        rule != null ? rule : tables.get(fold(new TableName(name.schema(), "*"))));
  }

  private void checkWays(ProtectedTable table, Set<TableName> passed) {
    if (!passed.add(table.name())) {
      throw new IllegalArgumentException(
          "tables: the rows of " + table.name() + " belong to rows of its own, by via");
    }
    for (ProtectedTable.Via via : table.vias()) {
      ProtectedTable target =
          table(via.target())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "tables: "
                              + table.name()
                              + " is protected via "
                              + via.target()
                              + ", which is not protected"));
      checkWays(target, new HashSet<>(passed));
    }
  }

  private static String fold(TableName name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
