// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import java.io.IOException;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.CellStyle;
import org.nasmyth.results.bytes.Escapes;

/** The cells of CSV (RFC 4180) and of tab-separated values. Arrays are blank-separated texts. */
enum SeparatedStyle implements CellStyle {
  /** A text is quoted if it has to be, and if it is empty, to tell it from NULL. */
  CSV(',', "\r\n") {
    @Override
    public void text(String value, ByteOutput out) throws IOException {
      if (needsQuotes(value)) {
        out.ascii('"');
        out.text(value, Escapes.CSV_QUOTED);
        out.ascii('"');
      } else {
        out.text(value, Escapes.CSV_QUOTED);
      }
    }
  },
  /** There is no quoting; a separator within a text becomes a blank. */
  TSV('\t', "\n") {
    @Override
    public void text(String value, ByteOutput out) throws IOException {
      out.text(value, Escapes.TSV);
    }
  };

  private final char separator;
  private final String lineEnd;

  SeparatedStyle(char separator, String lineEnd) {
    this.separator = separator;
    this.lineEnd = lineEnd;
  }

  char separator() {
    return separator;
  }

  String lineEnd() {
    return lineEnd;
  }

  @Override
  public void missing(ByteOutput out) {}

  @Override
  public void truth(boolean value, ByteOutput out) throws IOException {
    out.ascii(value ? "true" : "false");
  }

  @Override
  public void notANumber(ByteOutput out) throws IOException {
    out.ascii("NaN");
  }

  @Override
  public void infinity(boolean negative, ByteOutput out) throws IOException {
    out.ascii(negative ? "-Infinity" : "Infinity");
  }

  @Override
  public void beginArray(ByteOutput out) {}

  @Override
  public void nextElement(ByteOutput out) throws IOException {
    out.ascii(' ');
  }

  @Override
  public void endArray(ByteOutput out) {}

  private static boolean needsQuotes(String value) {
    int length = value.length();
    if (length == 0 || value.charAt(0) == ' ' || value.charAt(length - 1) == ' ') {
      return true;
    }
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }
}
