// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.bytes.ByteOutput;

/** VOTable 1.4 with DALI's conventions for the status of a query (DALI 1.1, section 4.4). */
abstract class VoTableFormat implements ResultFormat {

  private final Serialization serialization;

  VoTableFormat(Serialization serialization) {
    this.serialization = serialization;
  }

  @Override
  public final String mediaType() {
    return "application/x-votable+xml;serialization=" + serialization.name();
  }

  @Override
  public final String fileExtension() {
    return "vot";
  }

  @Override
  public final ResultWriter begin(ResultDescription description, OutputStream stream)
      throws IOException {
    ByteOutput out = new ByteOutput(stream);
    XmlOutput xml = new XmlOutput(out);
    List<Declaration> declarations =
        description.fields().stream()
            .map(field -> Declaration.of(field.type(), serialization))
            .toList();
    beginDocument(description, declarations, xml);
    RowWriter rows =
        serialization == Serialization.TABLEDATA
            ? new TableDataRows(description.fields(), out)
            : new BinaryRows(declarations, serialization == Serialization.BINARY2, out);
    rows.begin();
    return new Document(rows, xml, out);
  }

  private static void beginDocument(
      ResultDescription description, List<Declaration> declarations, XmlOutput xml)
      throws IOException {
    xml.markup(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"\
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
         xsi:schemaLocation="http://www.ivoa.net/xml/VOTable/v1.3\
         http://www.ivoa.net/xml/VOTable/v1.3">
        <RESOURCE type="results">
        """);
    xml.description(description.description());
    xml.info("QUERY_STATUS", "OK", null);
    for (ResultDescription.Info info : description.infos()) {
      xml.info(info.name(), info.value(), info.text());
    }
    Set<CoordinateSystem> systems = EnumSet.noneOf(CoordinateSystem.class);
    for (Field field : description.fields()) {
      CoordinateSystem system = CoordinateSystem.of(field);
      if (system != null && systems.add(system)) {
        xml.markup(system.element());
      }
    }
    xml.markup("<TABLE>\n");
    for (int i = 0; i < declarations.size(); i++) {
      declare(description.fields().get(i), declarations.get(i), xml);
    }
    xml.markup("<DATA>\n");
  }

  private static void declare(Field field, Declaration declaration, XmlOutput xml)
      throws IOException {
    xml.markup("<FIELD");
    xml.attribute("name", field.name());
    xml.attribute("datatype", declaration.datatype().votableName());
    xml.attribute("arraysize", declaration.arraysize());
    xml.attribute("xtype", field.type().xtype());
    xml.attribute("unit", field.unit());
    xml.attribute("ucd", field.ucd());
    xml.attribute("utype", field.utype());
    CoordinateSystem system = CoordinateSystem.of(field);
    xml.attribute("ref", system == null ? null : system.id());
    if (field.description() == null && declaration.magic() == null) {
      xml.markup("/>\n");
      return;
    }
    xml.markup(">\n");
    xml.description(field.description());
    if (declaration.magic() != null) {
      xml.markup("<VALUES");
      xml.attribute("null", declaration.magic().toString());
      xml.markup("/>\n");
    }
    xml.markup("</FIELD>\n");
  }

  private record Document(RowWriter rows, XmlOutput xml, ByteOutput out) implements ResultWriter {

    @Override
    public void write(RowBatch batch) throws IOException {
      rows.write(batch);
    }

    @Override
    public void end(Ending ending) throws IOException {
      rows.end();
      xml.markup("</DATA>\n</TABLE>\n");
      if (ending instanceof Ending.Overflow overflow) {
        xml.info("QUERY_STATUS", "OVERFLOW", overflow.message());
      } else if (ending instanceof Ending.Failed failed) {
        xml.info("QUERY_STATUS", "ERROR", failed.message());
      }
      xml.markup("</RESOURCE>\n</VOTABLE>\n");
      out.flush();
    }
  }
}
