// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the filters that bnd makes of imports, such as {@code (&(a=b)(version>=1)(!(version>=2)))}.
 */
final class Filters {
  private static final Pattern FROM = Pattern.compile("\\(version>=([^)]+)\\)");
  private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");

  private Filters() {}

  /** The value that an attribute must have. */
  static Optional<String> value(String filter, String attribute) {
    Matcher matcher =
        Pattern.compile("\\(" + Pattern.quote(attribute) + "=([^)]+)\\)").matcher(filter);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The versions that will do, in words that begin with a space; empty if all do. */
  static String versionRange(String filter) {
    Matcher below = BELOW.matcher(filter);
    String end = below.find() ? " and below " + below.group(1) : "";
    Matcher from = FROM.matcher(BELOW.matcher(filter).replaceAll(""));
    return from.find() ? " from version " + from.group(1) + end : "";
  }
}
