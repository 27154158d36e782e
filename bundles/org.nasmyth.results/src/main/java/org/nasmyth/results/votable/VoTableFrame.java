// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ServiceDescriptor;
import org.nasmyth.results.binary.Declaration;
import org.nasmyth.results.bytes.ByteOutput;

/**
 * A VOTable 1.4 without its DATA element, with DALI's conventions for the status of a query (DALI
 * 1.1, section 4.4). Used by one thread.
 */
public final class VoTableFrame {

  private final ResultDescription description;
  private final List<Declaration> declarations;
  private final XmlOutput xml;

  /**
   * A frame for a result.
   *
   * @param declaring how a column of a type is declared
   */
  public VoTableFrame(
      ResultDescription description, Function<ValueType, Declaration> declaring, ByteOutput out) {
    this.description = description;
    this.declarations =
        description.fields().stream().map(field -> declaring.apply(field.type())).toList();
    this.xml = new XmlOutput(out);
  }

  /** The declarations of the columns. */
  List<Declaration> declarations() {
    return declarations;
  }

  /** Writes what stands before the DATA element. */
  public void begin() throws IOException {
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
    List<@Nullable CoordinateSystem> systems = new ArrayList<>();
    Set<String> declared = new HashSet<>();
    for (Field field : description.fields()) {
      CoordinateSystem system = CoordinateSystem.of(field, description.frame());
      systems.add(system);
      if (system != null && declared.add(system.id())) {
        xml.markup(system.element());
      }
    }
    xml.markup("<TABLE>\n");
    for (int i = 0; i < declarations.size(); i++) {
      declare(i, systems.get(i));
    }
  }

  /** Writes what stands after the DATA element. */
  public void end(Ending ending) throws IOException {
    xml.markup("</TABLE>\n");
    if (ending instanceof Ending.Overflow overflow) {
      xml.info("QUERY_STATUS", "OVERFLOW", overflow.message());
    } else if (ending instanceof Ending.Failed failed) {
      xml.info("QUERY_STATUS", "ERROR", failed.message());
    }
    xml.markup("</RESOURCE>\n");
    for (ServiceDescriptor service : description.services()) {
      announce(service);
    }
    xml.markup("</VOTABLE>\n");
  }

  private void declare(int column, @Nullable CoordinateSystem system) throws IOException {
    Field field = description.fields().get(column);
    Declaration declaration = declarations.get(column);
    xml.markup("<FIELD");
    xml.attribute("ID", isInput(column) ? id(column) : null);
    xml.attribute("name", field.name());
    xml.attribute("datatype", declaration.datatype().votableName());
    xml.attribute("arraysize", declaration.arraysize());
    xml.attribute("xtype", field.type().xtype());
    xml.attribute("unit", field.unit());
    xml.attribute("ucd", field.ucd());
    xml.attribute("utype", field.utype());
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

  /** Announces a service (DataLink 1.1, section 4.1). */
  private void announce(ServiceDescriptor service) throws IOException {
    xml.markup("<RESOURCE type=\"meta\" utype=\"adhoc:service\"");
    xml.attribute("ID", service.id());
    xml.attribute("name", service.id());
    xml.markup(">\n");
    xml.description(service.description());
    xml.param("standardID", service.standardId());
    xml.param("accessURL", service.accessUrl());
    xml.markup("<GROUP name=\"inputParams\">\n");
    for (ServiceDescriptor.Input input : service.inputs()) {
      Declaration declaration = declarations.get(input.column());
      xml.markup("<PARAM");
      xml.attribute("name", input.name());
      xml.attribute("datatype", declaration.datatype().votableName());
      xml.attribute("arraysize", declaration.arraysize());
      xml.attribute("value", "");
      xml.attribute("ref", id(input.column()));
      xml.markup("/>\n");
    }
    xml.markup("</GROUP>\n</RESOURCE>\n");
  }

  private boolean isInput(int column) {
    return description.services().stream()
        .flatMap(service -> service.inputs().stream())
        .anyMatch(input -> input.column() == column);
  }

  private static String id(int column) {
    return "column" + (column + 1);
  }
}
