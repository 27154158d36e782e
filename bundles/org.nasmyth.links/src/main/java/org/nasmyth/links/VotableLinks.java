// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.links;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.links.ServiceDescriptor;
import org.nasmyth.api.links.ServiceDescriptor.Input;
import org.nasmyth.api.metadata.Field;

/** A list of links as VOTable (DataLink 1.1, sections 3.2 and 4). */
public final class VotableLinks implements LinkWriter {

  /** Its media type. */
  public static final String CONTENT_TYPE = "application/x-votable+xml;content=datalink";

  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">
      <RESOURCE type="results">
      <INFO name="standardID" value="ivo://ivoa.net/std/DataLink#links-1.1"/>
      <INFO name="QUERY_STATUS" value="OK"/>
      <TABLE>
      """;

  private final Writer out;
  private final Set<LinkColumn> columns;
  private final Map<String, ServiceDescriptor> services = new LinkedHashMap<>();

  /**
   * Nothing is written yet.
   *
   * @param columns what the table tells of a link
   */
  public VotableLinks(Writer out, Set<LinkColumn> columns) {
    this.out = out;
    this.columns = columns;
  }

  @Override
  public String contentType() {
    return CONTENT_TYPE;
  }

  @Override
  public void begin() throws IOException {
    out.write(HEAD);
    for (LinkColumn column : columns) {
      out.write("<FIELD");
      attribute("name", column.title());
      out.write(
          switch (column.kind()) {
            case TEXT, SERVICE -> " datatype=\"char\" arraysize=\"*\"";
            case BYTES -> " datatype=\"long\" unit=\"byte\"";
            case FLAG -> " datatype=\"boolean\"";
          });
      attribute("ucd", column.ucd());
      out.write("><DESCRIPTION>" + XmlText.escaped(column.meaning()) + "</DESCRIPTION></FIELD>\n");
    }
    out.write("<DATA><TABLEDATA>\n");
  }

  @Override
  public void rows(List<LinkRow> rows) throws IOException {
    for (LinkRow row : rows) {
      ServiceDescriptor service = row.service();
      if (service != null) {
        services.put(xmlId(service.id()), service);
      }
      out.write("<TR>");
      for (LinkColumn column : columns) {
        String value = column.value(row);
        cell(value == null ? null : written(column, value));
      }
      out.write("</TR>\n");
    }
  }

  @Override
  public void end(boolean overflow, @Nullable String failure) throws IOException {
    out.write("</TABLEDATA></DATA></TABLE>\n");
    if (failure != null) {
      out.write("<INFO name=\"QUERY_STATUS\" value=\"ERROR\">");
      out.write(XmlText.escaped(failure));
      out.write("</INFO>\n");
    } else if (overflow) {
      out.write("<INFO name=\"QUERY_STATUS\" value=\"OVERFLOW\"/>\n");
    }
    out.write("</RESOURCE>\n");
    for (Map.Entry<String, ServiceDescriptor> service : services.entrySet()) {
      write(service.getKey(), service.getValue());
    }
    out.write("</VOTABLE>\n");
  }

  private void write(String id, ServiceDescriptor service) throws IOException {
    out.write("<RESOURCE type=\"meta\" utype=\"adhoc:service\" ID=\"" + id + "\">\n");
    if (service.description() != null) {
      out.write("<DESCRIPTION>" + XmlText.escaped(service.description()) + "</DESCRIPTION>\n");
    }
    if (service.standardId() != null) {
      text("standardID", service.standardId());
    }
    text("accessURL", service.accessUrl());
    out.write("<GROUP name=\"inputParams\">\n");
    for (Input input : service.inputs()) {
      write(input);
    }
    out.write("</GROUP>\n</RESOURCE>\n");
  }

  private void write(Input input) throws IOException {
    Field field = input.field();
    out.write("<PARAM");
    attribute("name", field.name());
    attribute("datatype", field.type().datatype().votableName());
    attribute("arraysize", field.type().arraysize());
    attribute("xtype", field.type().xtype());
    attribute("unit", field.unit());
    attribute("ucd", field.ucd());
    attribute("value", input.value() == null ? "" : input.value());
    out.write(">");
    if (field.description() != null) {
      out.write("<DESCRIPTION>" + XmlText.escaped(field.description()) + "</DESCRIPTION>");
    }
    if (input.low() != null || input.high() != null || !input.options().isEmpty()) {
      out.write("<VALUES>");
      if (input.low() != null) {
        out.write("<MIN value=\"" + XmlText.escaped(input.low()) + "\"/>");
      }
      if (input.high() != null) {
        out.write("<MAX value=\"" + XmlText.escaped(input.high()) + "\"/>");
      }
      for (String option : input.options()) {
        out.write("<OPTION value=\"" + XmlText.escaped(option) + "\"/>");
      }
      out.write("</VALUES>");
    }
    out.write("</PARAM>\n");
  }

  private void text(String name, String value) throws IOException {
    out.write("<PARAM name=\"" + name + "\" datatype=\"char\" arraysize=\"*\" value=\"");
    out.write(XmlText.escaped(value));
    out.write("\"/>\n");
  }

  private void attribute(String name, @Nullable String value) throws IOException {
    if (value != null) {
      out.write(" " + name + "=\"" + XmlText.escaped(value) + "\"");
    }
  }

  private void cell(@Nullable String value) throws IOException {
    if (value == null) {
      out.write("<TD/>");
    } else {
      out.write("<TD>");
      out.write(XmlText.escaped(value));
      out.write("</TD>");
    }
  }

  private static String written(LinkColumn column, String value) {
    return switch (column.kind()) {
      case TEXT, BYTES -> value;
      case SERVICE -> xmlId(value);
      case FLAG -> value.equals("true") ? "T" : "F";
    };
  }

  /** An XML name that is the service's and no other's in this document. */
  private static String xmlId(String service) {
    String id = service.replaceAll("[^A-Za-z0-9._\\-]", "_");
    return id.isEmpty() || !Character.isLetter(id.charAt(0)) ? "_" + id : id;
  }
}
