// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.util.Optional;
import java.util.Set;
import org.nasmyth.api.metadata.TableName;

/**
 * A table whose rows give rights.
 *
 * @param table where it is
 * @param user the column with the user who has the right
 * @param group the column with the group that has it
 * @param programme the column with the programme to which it is a right
 * @param instrument the column with the instrument
 * @param right the column that says whether it is a right to metadata or to data, too
 * @param expires the column that says when it ends
 */
record GrantTable(
    TableName table,
    Optional<String> user,
    Optional<String> group,
    Optional<String> programme,
    Optional<String> instrument,
    Optional<String> right,
    Optional<String> expires) {

  static GrantTable parse(String line) {
    SettingLine words =
        SettingLine.parse(
            "grants", line, Set.of("user", "group", "programme", "instrument", "right", "expires"));
    GrantTable table =
        new GrantTable(
            words.table(),
            words.single("user"),
            words.single("group"),
            words.single("programme"),
            words.single("instrument"),
            words.single("right"),
            words.single("expires"));
    if (table.user.isEmpty() && table.group.isEmpty()) {
      throw words.wrong("it says neither which column is user nor which is group");
    }
    if (table.programme.isEmpty() && table.instrument.isEmpty()) {
      throw words.wrong("it says neither which column is programme nor which is instrument");
    }
    return table;
  }
}
