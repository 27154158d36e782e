// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.links;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list of links as an array of flat objects, as ESO's archive has it. */
public final class JsonLinks implements LinkWriter {

  private final Writer out;
  private final Set<LinkColumn> columns;
  private boolean first = true;
  private boolean firstMember = true;

  /**
   * Nothing is written yet.
   *
   * @param columns what the objects tell of a link
   */
  public JsonLinks(Writer out, Set<LinkColumn> columns) {
    this.out = out;
    this.columns = columns;
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public void begin() throws IOException {
    out.write("[");
  }

  @Override
  public void rows(List<LinkRow> rows) throws IOException {
    for (LinkRow row : rows) {
      open();
      for (LinkColumn column : columns) {
        String value = column.value(row);
        String name = column.title().toLowerCase(Locale.ROOT);
        switch (column.kind()) {
          case TEXT, SERVICE -> text(name, value);
          case BYTES, FLAG -> bare(name, value == null ? "null" : value);
        }
      }
      bare("science", String.valueOf(row.science()));
      out.write("}");
    }
  }

  @Override
  public void end(boolean overflow, @Nullable String failure) throws IOException {
    if (failure != null || overflow) {
      open();
      text(
          "error_message",
          failure != null
              ? failure
              : "Some identifiers were left out, because there were too many for one request.");
      out.write("}");
    }
    out.write("]\n");
  }

  private void open() throws IOException {
    out.write(first ? "\n{" : ",\n{");
    first = false;
    firstMember = true;
  }

  private void text(String name, @Nullable String value) throws IOException {
    bare(name, value == null ? "null" : quoted(value));
  }

  private void bare(String name, String value) throws IOException {
    out.write(firstMember ? "\"" : ",\"");
    firstMember = false;
    out.write(name);
    out.write("\":");
    out.write(value);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
