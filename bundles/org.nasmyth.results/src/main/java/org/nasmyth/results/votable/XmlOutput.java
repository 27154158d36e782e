// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.Escapes;

/** Writes the elements of a VOTable's frame. */
final class XmlOutput {

  private final ByteOutput out;

  XmlOutput(ByteOutput out) {
    this.out = out;
  }

  /** Writes markup that is known to be right. */
  void markup(String ascii) throws IOException {
    out.ascii(ascii);
  }

  /** Writes an attribute, unless there is no value. */
  void attribute(String name, @Nullable String value) throws IOException {
    if (value != null) {
      out.ascii(' ');
      out.ascii(name);
      out.ascii("=\"");
      out.text(value, Escapes.XML_ATTRIBUTE);
      out.ascii('"');
    }
  }

  /** Writes character data. */
  void text(String value) throws IOException {
    out.text(value, Escapes.XML_TEXT);
  }

  /** Writes a DESCRIPTION element, unless there is no text. */
  void description(@Nullable String value) throws IOException {
    if (value != null) {
      markup("<DESCRIPTION>");
      text(value);
      markup("</DESCRIPTION>\n");
    }
  }

  /** Writes a PARAM element that holds a text. */
  void param(String name, String value) throws IOException {
    markup("<PARAM");
    attribute("name", name);
    markup(" datatype=\"char\" arraysize=\"*\"");
    attribute("value", value);
    markup("/>\n");
  }

  /** Writes an INFO element. */
  void info(String name, String value, @Nullable String content) throws IOException {
    markup("<INFO");
    attribute("name", name);
    attribute("value", value);
    if (content == null) {
      markup("/>\n");
    } else {
      markup(">");
      text(content);
      markup("</INFO>\n");
    }
  }
}
