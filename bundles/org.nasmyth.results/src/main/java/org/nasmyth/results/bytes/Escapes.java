// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is written in place of certain ASCII characters. Immutable. */
public final class Escapes {

  private static final String REPLACEMENT_CHARACTER = "\uFFFD";

  /** Text as it is. */
  public static final Escapes NONE = of(Map.of());

  /** XML character data. What XML 1.0 does not allow becomes U+FFFD. */
  public static final Escapes XML_TEXT = xml(Map.of('\r', "&#13;"));

  /** XML attribute values in double quotes. */
  public static final Escapes XML_ATTRIBUTE =
      xml(Map.of('"', "&quot;", '\t', "&#9;", '\n', "&#10;", '\r', "&#13;"));

  /** JSON strings (RFC 8259, section 7). */
  public static final Escapes JSON = json();

  /** Inside the double quotes of CSV (RFC 4180, section 2). */
  public static final Escapes CSV_QUOTED = of(Map.of('"', "\"\""));

  /** Tab-separated values, which know no quoting: separators within a value become blanks. */
  public static final Escapes TSV = of(Map.of('\t', " ", '\n', " ", '\r', " "));

  private final byte[] @Nullable [] replacements = new byte[128][];

  private Escapes() {}

  /** What stands for a character below 128; null for the character itself. */
  byte @Nullable [] replacement(char ascii) {
    return replacements[ascii];
  }

  private static Escapes of(Map<Character, String> table) {
    Escapes escapes = new Escapes();
    escapes.add(table);
    return escapes;
  }

  private static Escapes xml(Map<Character, String> more) {
    Escapes escapes = new Escapes();
    for (char c = 0; c < ' '; c++) {
      if (c != '\t' && c != '\n' && c != '\r') {
        escapes.add(Map.of(c, REPLACEMENT_CHARACTER));
      }
    }
    escapes.add(Map.of('<', "&lt;", '>', "&gt;", '&', "&amp;"));
    escapes.add(more);
    return escapes;
  }

  private static Escapes json() {
    Escapes escapes = new Escapes();
    for (char c = 0; c < ' '; c++) {
      escapes.add(Map.of(c, String.format("\\u%04x", (int) c)));
    }
    escapes.add(Map.of('"', "\\\"", '\\', "\\\\", '\n', "\\n", '\r', "\\r", '\t', "\\t"));
    return escapes;
  }

  private void add(Map<Character, String> table) {
    table.forEach((character, text) -> replacements[character] = text.getBytes(UTF_8));
  }
}
