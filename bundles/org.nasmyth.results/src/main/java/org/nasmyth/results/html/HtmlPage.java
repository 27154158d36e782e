// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.html;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.Escapes;
import org.nasmyth.results.bytes.RowCells;

/** Writes one page. */
final class HtmlPage implements ResultWriter {

  private static final String QUERY = "QUERY";
  private static final byte[] ROW = "<tr>".getBytes(US_ASCII);
  private static final byte[] CELL_END = "</td>".getBytes(US_ASCII);
  private static final byte[] ROW_END = "</tr>\n".getBytes(US_ASCII);

  private final ResultDescription description;
  private final RowCells cells;
  private final byte[][] cellTags;
  private final ByteOutput out;
  private long rows;

  HtmlPage(ResultDescription description, OutputStream out) {
    this.description = description;
    this.cells = new RowCells(description.fields(), HtmlStyle.HTML);
    this.cellTags =
        description.fields().stream()
            .map(field -> field.type().isNumeric() ? "<td class=\"number\">" : "<td>")
            .map(tag -> tag.getBytes(US_ASCII))
            .toArray(byte[][]::new);
    this.out = new ByteOutput(out);
  }

  void begin(PagePart style, PagePart script) throws IOException {
    String title = description.description() == null ? "Result" : description.description();
    out.ascii("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    out.ascii("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    out.ascii(" base-uri 'none'; form-action 'none'; style-src " + style.hash());
    out.ascii("; script-src " + script.hash() + "\"/>\n");
    out.ascii("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    element("title", title);
    out.ascii("<style>");
    out.text(style.text(), Escapes.NONE);
    out.ascii("</style>\n<script>");
    out.text(script.text(), Escapes.NONE);
    out.ascii("</script>\n</head>\n<body>\n<header>\n");
    element("h1", title);
    out.ascii("</header>\n");
    query();
    columns();
    facts();
    out.ascii("<div id=\"controls\"></div>\n");
    out.ascii("<div id=\"frame\" tabindex=\"0\" role=\"region\" aria-label=\"Rows\">\n<table>\n");
    out.ascii("<thead><tr>");
    for (Field field : description.fields()) {
      heading(field);
    }
    out.ascii("</tr></thead>\n<tbody>\n");
  }

  @Override
  public void write(RowBatch batch) throws IOException {
    cells.turnTo(batch);
    for (int row = 0; row < batch.rows(); row++) {
      out.bytes(ROW);
      for (int i = 0; i < cellTags.length; i++) {
        out.bytes(cellTags[i]);
        cells.write(row, i, out);
        out.bytes(CELL_END);
      }
      out.bytes(ROW_END);
    }
    rows += batch.rows();
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void end(Ending ending) throws IOException {
    out.ascii("</tbody>\n</table>\n</div>\n<p id=\"count\">");
    out.ascii(rows == 1 ? "1 row" : rows + " rows");
    out.ascii("</p>\n");
    if (ending instanceof Ending.Overflow overflow) {
      notice("status", overflow.message());
    } else if (ending instanceof Ending.Failed failed) {
      notice("alert", "The query failed: " + failed.message());
    }
    out.ascii("</body>\n</html>\n");
    out.flush();
  }

  private void query() throws IOException {
    for (ResultDescription.Info info : description.infos()) {
      if (info.name().equals(QUERY)) {
        out.ascii("<details open=\"open\"><summary>Query</summary>\n");
        element("pre", info.value());
        out.ascii("</details>\n");
      }
    }
  }

  private void columns() throws IOException {
    List<Field> fields = description.fields();
    out.ascii("<details><summary>" + fields.size() + " columns</summary>\n");
    out.ascii("<table class=\"columns\">\n<tr><th>name</th><th>type</th><th>unit</th>");
    out.ascii("<th>UCD</th><th>description</th></tr>\n");
    for (Field field : fields) {
      out.ascii("<tr>");
      element("td", field.name());
      element("td", typeOf(field.type()));
      element("td", field.unit());
      element("td", field.ucd());
      element("td", field.description());
      out.ascii("</tr>\n");
    }
    out.ascii("</table>\n</details>\n");
  }

  private void facts() throws IOException {
    out.ascii("<details><summary>About this result</summary>\n<dl>\n");
    for (ResultDescription.Info info : description.infos()) {
      if (!info.name().equals(QUERY)) {
        element("dt", info.name().replace('_', ' '));
        out.ascii("<dd>");
        HtmlStyle.HTML.text(info.value(), out);
        out.ascii("</dd>\n");
      }
    }
    out.ascii("</dl>\n</details>\n");
  }

  private void heading(Field field) throws IOException {
    out.ascii("<th scope=\"col\"");
    if (field.type().isNumeric()) {
      out.ascii(" class=\"number\"");
    }
    if (field.description() != null) {
      out.ascii(" title=\"");
      out.text(field.description(), Escapes.XML_ATTRIBUTE);
      out.ascii('"');
    }
    out.ascii('>');
    element("span", field.name());
    if (field.unit() != null) {
      out.ascii("<small>");
      out.text(field.unit(), Escapes.XML_TEXT);
      out.ascii("</small>");
    }
    out.ascii("</th>");
  }

  private void notice(String role, String message) throws IOException {
    out.ascii("<p id=\"notice\" role=\"" + role + "\">");
    out.text(message, Escapes.XML_TEXT);
    out.ascii("</p>\n");
  }

  private void element(String name, @Nullable String text) throws IOException {
    out.ascii("<" + name + ">");
    out.text(text == null ? "" : text, Escapes.XML_TEXT);
    out.ascii("</" + name + ">\n");
  }

  private static String typeOf(ValueType type) {
    String name = type.datatype().votableName();
    String size = type.arraysize() == null ? "" : "[" + type.arraysize() + "]";
    return name + size + (type.xtype() == null ? "" : " " + type.xtype());
  }
}
