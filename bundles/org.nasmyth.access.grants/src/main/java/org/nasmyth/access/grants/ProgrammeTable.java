// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.util.Optional;
import java.util.Set;
import org.nasmyth.api.metadata.TableName;

/**
 * The table of private programmes.
 *
 * @param table where it is
 * @param programme the column with the programme
 * @param flag the column that says whether it is private; empty if all in the table are
 * @param until the column that says when it ceases to be; empty if none does
 */
record ProgrammeTable(
    TableName table, String programme, Optional<String> flag, Optional<String> until) {

  static ProgrammeTable parse(String line) {
    SettingLine words =
        SettingLine.parse("programmes", line, Set.of("programme", "private", "until"));
    return new ProgrammeTable(
        words.table(), words.required("programme"), words.single("private"), words.single("until"));
  }
}
