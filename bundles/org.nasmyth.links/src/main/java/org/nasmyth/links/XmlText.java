// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.links;

/** Texts in XML that is written as it comes. */
public final class XmlText {

  private XmlText() {}

  /**
   * A text as the content of an element or an attribute in double quotes.
   *
   * @return without characters of XML's own; what XML does not allow, and line breaks, have become
   *     question marks
   */
  public static String escaped(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String other =
          switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default ->
                c < ' ' || c == 0xFFFE || c == 0xFFFF || Character.isSurrogate(c) ? "?" : null;
          };
      if (other != null && out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (out != null) {
        out.append(other == null ? String.valueOf(c) : other);
      }
    }
    return out == null ? text : out.toString();
  }
}
