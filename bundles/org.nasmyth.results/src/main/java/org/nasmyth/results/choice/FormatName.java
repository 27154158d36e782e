// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names of formats, made comparable. */
final class FormatName {

  private FormatName() {}

  /**
   * The form in which two spellings of one name are equal: lower case, no blanks around a media
   * type's parameters, no quotes around their values, no {@code charset=utf-8}, which is what all
   * formats write. A blank within a type is a plus sign that somebody forgot to escape in a URL.
   */
  static String normalise(String name) {
    List<String> parts = new ArrayList<>();
    for (String part : name.strip().toLowerCase(Locale.ROOT).split(";", -1)) {
      String normalised = parts.isEmpty() ? part.strip().replace(' ', '+') : parameter(part);
      if (!normalised.isEmpty() && !normalised.equals("charset=utf-8")) {
        parts.add(normalised);
      }
    }
    return String.join(";", parts);
  }

  /** Whether a normalised name is a media type that can stand in a Content-Type header. */
  static boolean isMediaType(String normalised) {
    return normalised.startsWith("text/") || normalised.startsWith("application/");
  }

  private static String parameter(String part) {
    int equals = part.indexOf('=');
    if (equals < 0) {
      return part.strip();
    }
    String value = part.substring(equals + 1).strip();
    if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
      value = value.substring(1, value.length() - 1);
    }
    return part.substring(0, equals).strip() + "=" + value;
  }
}
