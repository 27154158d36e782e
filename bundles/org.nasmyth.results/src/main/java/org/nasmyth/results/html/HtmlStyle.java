// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.html;

import java.io.IOException;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.CellStyle;
import org.nasmyth.results.bytes.Escapes;

/** The content of a page's cells. A text that is an address of the web can be followed. */
enum HtmlStyle implements CellStyle {
  HTML;

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
  public void text(String value, ByteOutput out) throws IOException {
    if (isAddress(value)) {
      out.ascii("<a href=\"");
      out.text(value, Escapes.XML_ATTRIBUTE);
      out.ascii("\" rel=\"noopener noreferrer\">");
      out.text(value, Escapes.XML_TEXT);
      out.ascii("</a>");
    } else {
      out.text(value, Escapes.XML_TEXT);
    }
  }

  @Override
  public void beginArray(ByteOutput out) {}

  @Override
  public void nextElement(ByteOutput out) throws IOException {
    out.ascii(' ');
  }

  @Override
  public void endArray(ByteOutput out) {}

  private static boolean isAddress(String value) {
    return (value.startsWith("https://") || value.startsWith("http://"))
        && value.chars().noneMatch(c -> c <= ' ');
  }
}
