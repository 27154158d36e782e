// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

import java.util.ArrayList;
import java.util.List;
import org.nasmyth.adql.ReservedWords;
import org.nasmyth.api.metadata.RegularIdentifier;
import org.nasmyth.api.metadata.TableName;

/**
 * Names as TAP_SCHEMA shows them: ready to be written into a query, in double quotes where they are
 * no regular identifiers or are reserved (TAP 1.1, section 4).
 */
final class WrittenName {

  private WrittenName() {}

  static String of(String name) {
    boolean plain = RegularIdentifier.matches(name) && !ReservedWords.contains(name);
    return plain ? name : quoted(name);
  }

  static String of(TableName name) {
    return of(name.schema()) + "." + of(name.table());
  }

  /** A name in double quotes, whatever it is. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The name that was written. */
  static String read(String written) {
    return String.join(".", parts(written));
  }

  /**
   * The name of the table that was written.
   *
   * @param otherwise the schema where none is written
   */
  static TableName readTable(String written, String otherwise) {
    List<String> parts = parts(written);
    if (parts.size() < 2) {
      return new TableName(otherwise, parts.get(0));
    }
    return new TableName(parts.get(parts.size() - 2), parts.get(parts.size() - 1));
  }

  private static List<String> parts(String written) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean inside = false;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '"' && inside && i + 1 < written.length() && written.charAt(i + 1) == '"') {
        part.append(c);
        i++;
      } else if (c == '"') {
        inside = !inside;
      } else if (c == '.' && !inside) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
