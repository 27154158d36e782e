// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.pages;

/** Text as a part of an HTML page. */
public final class HtmlText {

  private HtmlText() {}

  /** With the characters replaced that mean something to HTML or are not to be shown. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\n' -> out.append(c);
        default -> out.append(c < ' ' || (c >= 0x7f && c < 0xa0) ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }
}
