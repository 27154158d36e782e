// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ForeignKey;
import org.nasmyth.api.metadata.Schema;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.WrittenName;

/** What tables a service has (VOSI 1.1, section 2.6; VODataService 1.1). */
public final class TableSetDocument {

  private static final String NAMESPACE = "http://www.ivoa.net/xml/VOSITables/v1.0";
  private static final String VODATASERVICE = "http://www.ivoa.net/xml/VODataService/v1.1";

  private TableSetDocument() {}

  /** How much is told of each table. */
  public enum Detail {
    /** No columns and keys. */
    MIN,
    /** Everything. */
    MAX
  }

  /** Makes the document of all tables. */
  public static byte[] of(Catalogue catalogue, Detail detail) {
    XmlDocument xml = begin("vosi:tableset");
    for (Schema schema : catalogue.schemas()) {
      xml.open("schema").line();
      xml.element("name", WrittenName.of(schema.name())).line();
      described(schema.description(), schema.utype(), xml);
      for (Table table : schema.tables()) {
        xml.open("table").attribute("type", typeOf(table)).line();
        write(table, catalogue, detail, xml);
        xml.close().line();
      }
      xml.close().line();
    }
    return xml.close().toBytes();
  }

  /** Makes the document of one table. */
  public static byte[] of(Table table, Catalogue catalogue) {
    XmlDocument xml = begin("vosi:table").attribute("type", typeOf(table)).line();
    write(table, catalogue, Detail.MAX, xml);
    return xml.close().toBytes();
  }

  private static XmlDocument begin(String root) {
    return new XmlDocument()
        .open(root)
        .attribute("xmlns:vosi", NAMESPACE)
        .attribute("xmlns:vs", VODATASERVICE)
        .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .attribute("xsi:schemaLocation", XmlDocument.schemaLocation(NAMESPACE, VODATASERVICE));
  }

  private static String typeOf(Table table) {
    return table.kind().name().toLowerCase(Locale.ROOT);
  }

  private static void described(
      @Nullable String description, @Nullable String utype, XmlDocument xml) {
    xml.element("description", description);
    xml.element("utype", utype);
  }

  private static void write(Table table, Catalogue catalogue, Detail detail, XmlDocument xml) {
    xml.element("name", WrittenName.of(table.name())).line();
    described(table.description(), table.utype(), xml);
    if (detail == Detail.MAX) {
      table.columns().forEach(column -> write(column, xml));
      catalogue.keys().stream()
          .filter(key -> key.from().equals(table.name()))
          .forEach(key -> write(key, xml));
    }
  }

  private static void write(Column column, XmlDocument xml) {
    Field field = column.field();
    xml.open("column");
    if (column.standard()) {
      xml.attribute("std", "true");
    }
    xml.element("name", WrittenName.of(field.name()));
    xml.element("description", field.description());
    xml.element("unit", field.unit());
    xml.element("ucd", field.ucd());
    xml.element("utype", field.utype());
    xml.open("dataType")
        .attribute("xsi:type", "vs:VOTableType")
        .attribute("arraysize", field.type().arraysize())
        .attribute("extendedType", field.type().xtype())
        .text(field.type().datatype().votableName())
        .close();
    if (column.indexed()) {
      xml.element("flag", "indexed");
    }
    if (column.principal()) {
      xml.element("flag", "principal");
    }
    xml.close().line();
  }

  private static void write(ForeignKey key, XmlDocument xml) {
    xml.open("foreignKey").element("targetTable", WrittenName.of(key.target()));
    List<ForeignKey.ColumnPair> pairs = key.columns();
    for (ForeignKey.ColumnPair pair : pairs) {
      xml.open("fkColumn")
          .element("fromColumn", WrittenName.of(pair.from()))
          .element("targetColumn", WrittenName.of(pair.target()))
          .close();
    }
    described(key.description(), key.utype(), xml);
    xml.close().line();
  }
}
