// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.choice;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of formats, made comparable. */
final class FormatName {

  private FormatName() {}

  /**
   * The form in which two spellings of one name are equal: lower case, no blanks around a media
   * type's parameters, these in order of the alphabet, no quotes around their values, no {@code
   * charset=utf-8}, which is what all formats write. A blank within a type is a plus sign that
   * somebody forgot to escape in a URL.
   */
  static String normalise(String name) {
    String[] parts = name.strip().toLowerCase(Locale.ROOT).split(";", -1);
    return Stream.concat(
            Stream.of(parts[0].strip().replace(' ', '+')),
            Arrays.stream(parts)
                .skip(1)
                .map(FormatName::parameter)
                .filter(parameter -> !parameter.isEmpty() && !parameter.equals("charset=utf-8"))
                .sorted())
        .collect(Collectors.joining(";"));
  }

  /** Whether a normalised name is a media type that can stand in a Content-Type header. */
  static boolean isMediaType(String normalised) {
    return normalised.startsWith("text/")
        || normalised.startsWith("application/")
        || normalised.startsWith("image/");
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
