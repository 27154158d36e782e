// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;

/**
 * A query as its parameters ask for it, in a request or a job (TAP 1.1, section 2.7).
 *
 * @param adql the user's text
 * @param limit how many rows
 * @param format the wanted format, a short name or a media type; null where it is not told
 * @param uploads the tables that it brings along, in order
 */
record TapRequest(String adql, RowLimit limit, @Nullable String format, List<Upload> uploads) {

  /** The parameters that a query has at most once. */
  static final Set<String> SINGLE =
      Set.of("REQUEST", "LANG", "QUERY", "MAXREC", "RESPONSEFORMAT", "FORMAT");

  private static final Set<String> LANGUAGES = Set.of("ADQL", "ADQL-2.0", "ADQL-2.1");
  private static final String DO_QUERY = "doQuery";
  private static final String GET_CAPABILITIES = "getCapabilities";
  private static final int SHOWN = 40;

  /**
   * Reads and checks the parameters.
   *
   * @throws DaliException of status 400 if one is wrong or missing
   */
  static TapRequest of(Parameters parameters, TapSettings settings) throws DaliException {
    String wanted = parameters.single("REQUEST").orElse(DO_QUERY);
    if (!wanted.equalsIgnoreCase(DO_QUERY)) {
      throw DaliException.badRequest(
          "REQUEST is '" + shorten(wanted) + "'; it has to be doQuery, or may be left out.");
    }
    checkLanguage(parameters);
    String adql =
        parameters
            .single("QUERY")
            .orElseThrow(
                () ->
                    DaliException.badRequest(
                        "The parameter QUERY is missing; it holds the ADQL to run, for instance"
                            + " SELECT * FROM TAP_SCHEMA.tables."));
    String format = parameters.single("RESPONSEFORMAT").orElse(null);
    return new TapRequest(
        adql,
        RowLimit.of(parameters, settings),
        format == null ? parameters.single("FORMAT").orElse(null) : format,
        Upload.of(parameters));
  }

  /** Whether a client asks for the capabilities in TAP 1.0's way. */
  static boolean isForCapabilities(Parameters parameters) throws DaliException {
    return parameters.single("REQUEST").orElse("").equalsIgnoreCase(GET_CAPABILITIES);
  }

  private static void checkLanguage(Parameters parameters) throws DaliException {
    String language = parameters.single("LANG").orElse("ADQL");
    if (!LANGUAGES.contains(language.strip().toUpperCase(Locale.ROOT))) {
      throw DaliException.badRequest(
          "LANG is '"
              + shorten(language)
              + "', which is not offered; use ADQL, ADQL-2.0 or ADQL-2.1.");
    }
  }

  private static String shorten(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
