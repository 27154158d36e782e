// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names for columns: as the file has them where that is possible, otherwise as near to it as is.
 * They are unique ignoring case, since ADQL's regular identifiers are compared so.
 */
final class ColumnNames {

  /** What some programs begin a text file with. */
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private ColumnNames() {}

  /**
   * Makes names safe and unique.
   *
   * @param names as the file has them; may be empty, repeated or hold any character
   */
  static List<String> safe(List<String> names) {
    List<String> safe = new ArrayList<>(names.size());
    Set<String> taken = new HashSet<>();
    names.forEach(name -> taken.add(fold(printable(name))));
    Set<String> given = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = printable(names.get(i));
      if (name.isEmpty()) {
        name = "col" + (i + 1);
      }
      String unique = name;
      for (int n = 2; given.contains(fold(unique)); n++) {
        String candidate = name + "_" + n;
        unique = taken.contains(fold(candidate)) ? name : candidate;
      }
      given.add(fold(unique));
      safe.add(unique);
    }
    return safe;
  }

  private static String printable(String name) {
    return name.codePoints()
        .filter(c -> c != BYTE_ORDER_MARK)
        .map(c -> Character.isISOControl(c) || c == '"' ? '_' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
