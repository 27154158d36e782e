// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.channel;

/** Keeps the characters that divide fields and lines out of fields. */
final class Escapes {
  private Escapes() {}

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\t' -> escaped.append("\\t");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  static String unescape(String field) {
    StringBuilder text = new StringBuilder(field.length());
    boolean escaped = false;
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (escaped) {
        text.append(meant(c));
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else {
        text.append(c);
      }
    }
    if (escaped) {
      throw new IllegalArgumentException("a field ends in a lone backslash");
    }
    return text.toString();
  }

  private static char meant(char escape) {
    return switch (escape) {
      case '\\' -> '\\';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> throw new IllegalArgumentException("unknown escape \\" + escape);
    };
  }
}
