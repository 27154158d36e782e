// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.nasmyth.adql.ReservedWords;

/**
 * Names as ADQL and TAP_SCHEMA write them (ADQL 2.1, section 2.1.2; TAP 1.1, section 4): a regular
 * identifier, which is a letter followed by letters, digits and underscores, stands as it is unless
 * it is reserved; every other name stands in double quotes, with inner ones doubled.
 */
public final class WrittenName {

  private static final Pattern REGULAR = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private WrittenName() {}

  /** Whether a name consists of the characters of a regular identifier; it may be reserved. */
  public static boolean isRegular(String name) {
    return REGULAR.matcher(name).matches();
  }

  /** A name, ready to be written into a query. */
  public static String of(String name) {
    return isRegular(name) && !ReservedWords.contains(name) ? name : quoted(name);
  }

  /** A table's name with its schema, each part as {@link #of(String)} writes it. */
  public static String of(TableName name) {
    return of(name.schema()) + "." + of(name.table());
  }

  /** A name in double quotes, whatever it is. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The name that was written, without its quotes; several parts stay joined by dots. */
  public static String read(String written) {
    return String.join(".", parts(written));
  }

  /**
   * The name of the table that was written with its schema, perhaps behind a catalogue's name.
   *
   * @throws IllegalArgumentException if it has no schema
   */
  public static TableName readTable(String written) {
    List<String> parts = parts(written);
    if (parts.size() < 2) {
      throw new IllegalArgumentException("'" + written + "' names no table with its schema.");
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
