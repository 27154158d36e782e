// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.datalink;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.links.Link;
import org.nasmyth.api.links.ServiceDescriptor;

/** The answer as an array of flat objects, as ESO's archive has it. */
final class JsonLinks implements LinkWriter {

  private final Writer out;
  private boolean first = true;
  private boolean firstMember = true;

  JsonLinks(Writer out) {
    this.out = out;
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
      Link link = row.link();
      ServiceDescriptor service = row.service();
      open();
      text("id", row.id());
      text("access_url", row.url());
      text("service_def", service == null ? null : service.id());
      text("error_message", row.fault());
      text("semantics", row.semantics());
      text("description", link == null ? null : link.description());
      text("content_type", link == null ? null : link.contentType());
      bare(
          "content_length",
          link == null || link.contentLength().isEmpty()
              ? "null"
              : String.valueOf(link.contentLength().getAsLong()));
      text("eso_origfile", link == null ? null : link.originalName());
      text("eso_category", link == null ? null : link.category());
      text("eso_datalink", row.linksUrl());
      text("local_semantics", link == null ? null : link.localSemantics());
      text("content_qualifier", link == null ? null : link.contentQualifier());
      text("link_auth", link == null ? null : row.auth());
      bare("link_authorized", link == null ? "null" : String.valueOf(row.access().allowed()));
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
