// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;

/** Parameters as {@code name=value&…}, percent-encoded UTF-8. */
final class FormText {

  private static final int SHOWN = 40;

  private FormText() {}

  static void parse(String text, Parameters into) throws DaliException {
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('&', from);
      if (end < 0) {
        end = text.length();
      }
      if (end > from) {
        int equals = text.indexOf('=', from);
        boolean valued = equals >= from && equals < end;
        String name = decode(text.substring(from, valued ? equals : end));
        into.add(name, valued ? decode(text.substring(equals + 1, end)) : "");
      }
      from = end + 1;
    }
  }

  private static String decode(String text) throws DaliException {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
      throw DaliException.badRequest(
          "'" + shown + "' is not percent-encoded rightly; write a percent sign as %25.");
    }
  }
}
