// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parameters as the parts of a {@code multipart/form-data} body (RFC 7578). */
final class MultipartForm {

  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;]{1,70}))", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME =
      Pattern.compile(";\\s*name=(?:\"([^\"]*)\"|([^\\s;]+))", Pattern.CASE_INSENSITIVE);
  private static final Pattern FILE_NAME =
      Pattern.compile(";\\s*filename\\*?=", Pattern.CASE_INSENSITIVE);
  private static final String DISPOSITION = "content-disposition:";
  private static final String LINE_END = "\r\n";

  private MultipartForm() {}

  static void parse(String contentType, byte[] body, Parameters into) throws DaliException {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw DaliException.badRequest("The multipart body's Content-Type names no boundary.");
    }
    // One char for each byte, so that positions in the text are positions in the body.
    String text = LINE_END + new String(body, ISO_8859_1);
    String delimiter = LINE_END + "--" + firstGroup(boundary);
    int at = text.indexOf(delimiter);
    while (at >= 0 && !text.startsWith("--", at + delimiter.length())) {
      int begin = at + delimiter.length();
      at = text.indexOf(delimiter, begin);
      if (at < 0) {
        throw DaliException.badRequest("The multipart body ends in the middle of a part.");
      }
      part(text.substring(begin, at), into);
    }
  }

  private static void part(String part, Parameters into) throws DaliException {
    int headersEnd = part.indexOf(LINE_END + LINE_END);
    if (headersEnd < 0) {
      throw DaliException.badRequest("A part of the multipart body has no headers.");
    }
    String disposition = disposition(part.substring(0, headersEnd));
    if (disposition == null || FILE_NAME.matcher(disposition).find()) {
      return;
    }
    Matcher name = NAME.matcher(disposition);
    if (name.find()) {
      String value = part.substring(headersEnd + 2 * LINE_END.length());
      into.add(firstGroup(name), new String(value.getBytes(ISO_8859_1), UTF_8));
    }
  }

  private static @Nullable String disposition(String headers) {
    for (String line : headers.split(LINE_END, -1)) {
      if (line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length())) {
        return line;
      }
    }
    return null;
  }

  private static String firstGroup(Matcher matcher) {
    return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
  }
}
