// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.datalink;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.links.Link;
import org.nasmyth.api.links.ServiceDescriptor;
import org.nasmyth.api.links.ServiceDescriptor.Input;
import org.nasmyth.api.metadata.Field;

/** The answer as VOTable (DataLink 1.1, sections 3.2 and 4). */
final class VotableLinks implements LinkWriter {

  static final String CONTENT_TYPE = "application/x-votable+xml;content=datalink";

  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">
      <RESOURCE type="results">
      <INFO name="standardID" value="ivo://ivoa.net/std/DataLink#links-1.1"/>
      <INFO name="QUERY_STATUS" value="OK"/>
      <TABLE>
      <FIELD name="ID" datatype="char" arraysize="*" ucd="meta.id;meta.main"><DESCRIPTION>Identifier\
       that was asked for</DESCRIPTION></FIELD>
      <FIELD name="access_url" datatype="char" arraysize="*" ucd="meta.ref.url"><DESCRIPTION>Where\
       to get it</DESCRIPTION></FIELD>
      <FIELD name="service_def" datatype="char" arraysize="*" ucd="meta.ref"><DESCRIPTION>Descriptor\
       of the service in this document</DESCRIPTION></FIELD>
      <FIELD name="error_message" datatype="char" arraysize="*" ucd="meta.code.error"><DESCRIPTION>What\
       was wrong with the identifier</DESCRIPTION></FIELD>
      <FIELD name="semantics" datatype="char" arraysize="*" ucd="meta.code"><DESCRIPTION>What the\
       link is to the dataset</DESCRIPTION></FIELD>
      <FIELD name="description" datatype="char" arraysize="*" ucd="meta.note"><DESCRIPTION>One line\
       for people</DESCRIPTION></FIELD>
      <FIELD name="content_type" datatype="char" arraysize="*" ucd="meta.code.mime"><DESCRIPTION>Media\
       type</DESCRIPTION></FIELD>
      <FIELD name="content_length" datatype="long" unit="byte" ucd="phys.size;meta.file">\
      <DESCRIPTION>Size of the download</DESCRIPTION></FIELD>
      <FIELD name="eso_origfile" datatype="char" arraysize="*" ucd="meta.id;meta.file"><DESCRIPTION>\
      Name that the file's maker gave it</DESCRIPTION></FIELD>
      <FIELD name="eso_category" datatype="char" arraysize="*" ucd="meta.code.class"><DESCRIPTION>\
      Category of the file</DESCRIPTION></FIELD>
      <FIELD name="eso_datalink" datatype="char" arraysize="*" ucd="meta.ref.url"><DESCRIPTION>Links\
       of the file itself</DESCRIPTION></FIELD>
      <FIELD name="local_semantics" datatype="char" arraysize="*" ucd="meta.code"><DESCRIPTION>The\
       archive's own word for what the link is</DESCRIPTION></FIELD>
      <FIELD name="content_qualifier" datatype="char" arraysize="*" ucd="meta.code"><DESCRIPTION>Kind\
       of data product</DESCRIPTION></FIELD>
      <FIELD name="link_auth" datatype="char" arraysize="*" ucd="meta.code"><DESCRIPTION>Whether\
       credentials are needed</DESCRIPTION></FIELD>
      <FIELD name="link_authorized" datatype="boolean" ucd="meta.code"><DESCRIPTION>Whether you may\
       follow the link</DESCRIPTION></FIELD>
      <DATA><TABLEDATA>
      """;

  private final Writer out;
  private final Map<String, ServiceDescriptor> services = new LinkedHashMap<>();

  VotableLinks(Writer out) {
    this.out = out;
  }

  @Override
  public String contentType() {
    return CONTENT_TYPE;
  }

  @Override
  public void begin() throws IOException {
    out.write(HEAD);
  }

  @Override
  public void rows(List<LinkRow> rows) throws IOException {
    for (LinkRow row : rows) {
      Link link = row.link();
      ServiceDescriptor service = row.service();
      if (service != null) {
        services.put(xmlId(service), service);
      }
      out.write("<TR>");
      cell(row.id());
      cell(row.url());
      cell(service == null ? null : xmlId(service));
      cell(row.fault());
      cell(row.semantics());
      cell(link == null ? null : link.description());
      cell(link == null ? null : link.contentType());
      cell(
          link == null || link.contentLength().isEmpty()
              ? null
              : String.valueOf(link.contentLength().getAsLong()));
      cell(link == null ? null : link.originalName());
      cell(link == null ? null : link.category());
      cell(row.linksUrl());
      cell(link == null ? null : link.localSemantics());
      cell(link == null ? null : link.contentQualifier());
      cell(link == null ? null : row.auth());
      cell(link == null ? null : row.access().allowed() ? "T" : "F");
      out.write("</TR>\n");
    }
  }

  @Override
  public void end(boolean overflow, @Nullable String failure) throws IOException {
    out.write("</TABLEDATA></DATA></TABLE>\n");
    if (failure != null) {
      out.write("<INFO name=\"QUERY_STATUS\" value=\"ERROR\">");
      out.write(escaped(failure));
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
      out.write("<DESCRIPTION>" + escaped(service.description()) + "</DESCRIPTION>\n");
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
      out.write("<DESCRIPTION>" + escaped(field.description()) + "</DESCRIPTION>");
    }
    if (input.low() != null || input.high() != null || !input.options().isEmpty()) {
      out.write("<VALUES>");
      if (input.low() != null) {
        out.write("<MIN value=\"" + escaped(input.low()) + "\"/>");
      }
      if (input.high() != null) {
        out.write("<MAX value=\"" + escaped(input.high()) + "\"/>");
      }
      for (String option : input.options()) {
        out.write("<OPTION value=\"" + escaped(option) + "\"/>");
      }
      out.write("</VALUES>");
    }
    out.write("</PARAM>\n");
  }

  private void text(String name, String value) throws IOException {
    out.write("<PARAM name=\"" + name + "\" datatype=\"char\" arraysize=\"*\" value=\"");
    out.write(escaped(value));
    out.write("\"/>\n");
  }

  private void attribute(String name, @Nullable String value) throws IOException {
    if (value != null) {
      out.write(" " + name + "=\"" + escaped(value) + "\"");
    }
  }

  private void cell(@Nullable String value) throws IOException {
    if (value == null) {
      out.write("<TD/>");
    } else {
      out.write("<TD>");
      out.write(escaped(value));
      out.write("</TD>");
    }
  }

  /** An XML name that is the service's and no other's in this document. */
  private static String xmlId(ServiceDescriptor service) {
    String id = service.id().replaceAll("[^A-Za-z0-9._\\-]", "_");
    return id.isEmpty() || !Character.isLetter(id.charAt(0)) ? "_" + id : id;
  }

  private static String escaped(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String other =
          switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default ->
                c < ' ' || c == 0xFFFE || c == 0xFFFF || Character.isSurrogate(c) ? "?" : null;
          };
      if (other != null && out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (out != null) {
        out.append(other == null ? String.valueOf(c) : other);
      }
    }
    return out == null ? text : out.toString();
  }
}
