// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.UploadSession;
import org.nasmyth.api.metadata.WrittenName;
import org.nasmyth.dali.DaliException;
import org.nasmyth.dali.Parameters;
import org.nasmyth.fetch.FetchException;
import org.nasmyth.fetch.Fetcher;

/**
 * A table that a query brings along (TAP 1.1, section 2.7.1).
 *
 * @param name what the query calls it, behind {@value UploadSession#SCHEMA}
 * @param content where it is
 */
record Upload(String name, Content content) {

  /** Where a table is. */
  sealed interface Content permits Inline, Remote {}

  /**
   * In the request itself.
   *
   * @param part the name of the part, in any case
   * @param text what the part holds, if it was sent as a parameter; null if it is a file
   */
  record Inline(String part, @Nullable String text) implements Content {}

  /** At an address that the service fetches it from. */
  record Remote(URI address) implements Content {}

  /** The most tables of one query. */
  static final int MOST = 20;

  private static final String PARAMETER = "UPLOAD";
  private static final String PART = "param:";
  private static final int SHOWN = 60;

  /** What joins two tables in one value, as TAP 1.0 has it; addresses hold semicolons, too. */
  private static final Pattern SEPARATOR =
      Pattern.compile(";(?=[^,;]*,\\s*[A-Za-z][A-Za-z0-9+.\\-]*:)");

  /** What the parameters of a request or job tell of uploads, in order. */
  static List<Upload> of(Parameters parameters) throws DaliException {
    List<Upload> uploads = new ArrayList<>();
    for (String value : parameters.all(PARAMETER)) {
      for (String one : SEPARATOR.split(value, -1)) {
        Upload upload = parse(one.strip(), parameters);
        if (uploads.stream().anyMatch(other -> other.name.equalsIgnoreCase(upload.name))) {
          throw DaliException.badRequest(
              "UPLOAD names two tables '" + upload.name + "'; give each a name of its own.");
        }
        if (uploads.size() == MOST) {
          throw DaliException.badRequest("UPLOAD names more than " + MOST + " tables.");
        }
        uploads.add(upload);
      }
    }
    return List.copyOf(uploads);
  }

  private static Upload parse(String text, Parameters parameters) throws DaliException {
    int comma = text.indexOf(',');
    if (comma < 0) {
      throw DaliException.badRequest(
          "UPLOAD is '"
              + shorten(text)
              + "'; it has to be a table's name, a comma, and param:PART or a URL.");
    }
    String name = text.substring(0, comma).strip();
    checkName(name);
    String where = text.substring(comma + 1).strip();
    if (where.toLowerCase(Locale.ROOT).startsWith(PART)) {
      String part = where.substring(PART.length()).strip();
      return new Upload(name, new Inline(part, parameters.single(part).orElse(null)));
    }
    try {
      return new Upload(name, new Remote(Fetcher.parse(where)));
    } catch (FetchException e) {
      throw DaliException.badRequest(
          "UPLOAD of " + name + ": " + e.getMessage() + " A part of the request is param:PART.");
    }
  }

  private static void checkName(String name) throws DaliException {
    if (!WrittenName.isRegular(name)) {
      throw DaliException.badRequest(
          "UPLOAD: '"
              + shorten(name)
              + "' is no name for a table; it needs a letter, then letters, digits and underscores,"
              + " without a schema.");
    }
    if (!WrittenName.of(name).equals(name)) {
      throw DaliException.badRequest(
          "UPLOAD: '"
              + name
              + "' is a word of ADQL and cannot be a table's name; write "
              + name
              + "_t, for instance.");
    }
  }

  private static String shorten(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
