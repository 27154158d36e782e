// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.floors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads manifest headers of the form {@code name;name;key=value;key:="a,b",name}. */
final class PackageHeader {

  private PackageHeader() {}

  /**
   * The names of a header with their attributes and directives.
   *
   * @param header null stands for an absent header
   */
  static Map<String, Map<String, String>> parse(String header) {
    Map<String, Map<String, String>> clauses = new LinkedHashMap<>();
    if (header == null) {
      return clauses;
    }
    for (String clause : split(header, ',')) {
      List<String> names = new ArrayList<>();
      Map<String, String> attributes = new LinkedHashMap<>();
      for (String part : split(clause, ';')) {
        int equals = part.indexOf('=');
        if (equals < 0) {
          names.add(part);
        } else {
          String key = part.substring(0, equals).strip();
          String value = part.substring(equals + 1).strip().replace("\"", "");
          attributes.put(key.endsWith(":") ? key.substring(0, key.length() - 1) : key, value);
        }
      }
      names.forEach(name -> clauses.put(name, attributes));
    }
    return clauses;
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      }
      if (c == separator && !quoted) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }
}
