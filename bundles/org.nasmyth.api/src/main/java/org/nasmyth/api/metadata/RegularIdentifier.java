// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.metadata;

import java.util.regex.Pattern;

/**
 * How ADQL writes names: a regular identifier is a letter followed by letters, digits and
 * underscores; every other name must be delimited by double quotes (ADQL 2.1, section 2.1.2).
 * Reserved words are the business of the parser, which knows them.
 */
public final class RegularIdentifier {

  private static final Pattern REGULAR = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private RegularIdentifier() {}

  /** Whether a name can be written without quotes as far as its characters go. */
  public static boolean matches(String name) {
    return REGULAR.matcher(name).matches();
  }

  /**
   * The name as it is where that is regular, otherwise in double quotes with inner ones doubled.
   */
  public static String quoteIfNeeded(String name) {
    return matches(name) ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
