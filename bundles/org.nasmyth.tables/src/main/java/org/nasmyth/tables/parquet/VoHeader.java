// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables.parquet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.util.ByteArrayDataSource;
import uk.ac.starlink.util.DataSource;
import uk.ac.starlink.votable.TableElement;
import uk.ac.starlink.votable.VOElementFactory;
import uk.ac.starlink.votable.VOStarTable;

/**
 * The VOTable without data that describes a Parquet file's columns, kept among its notes (IVOA Note
 * "Parquet in the VO").
 */
final class VoHeader {

  /** The note that holds it. */
  static final String KEY = "IVOA.VOTable-Parquet.content";

  private static final List<String> UNICODE = List.of("unicodeChar");

  private final StarTable table;

  private VoHeader(StarTable table) {
    this.table = table;
  }

  /**
   * Reads the header.
   *
   * @throws IOException if it is no VOTable with a table
   */
  static VoHeader parse(String votable) throws IOException {
    DataSource source =
        new ByteArrayDataSource("VO header", votable.getBytes(StandardCharsets.UTF_8));
    try {
      // The reader of whole tables passes over one without data.
      NodeList tables =
          new VOElementFactory(StoragePolicy.PREFER_MEMORY)
              .makeVOElement(source)
              .getElementsByVOTagName("TABLE");
      if (tables.getLength() > 0 && tables.item(0) instanceof TableElement table) {
        return new VoHeader(new VOStarTable(table));
      }
    } catch (SAXException e) {
      throw new IOException("The VO header is no XML.", e);
    }
    throw new IOException("The VO header has no TABLE.");
  }

  /** The table's name and parameters. */
  StarTable table() {
    return table;
  }

  /**
   * Adds to a column what the header says of it.
   *
   * @param index the column's place among all, from 0
   * @return false if the header does not name it
   */
  boolean describe(int index, ColumnInfo column) {
    ColumnInfo field = field(index, column.getName());
    if (field == null) {
      return false;
    }
    column.setUnitString(field.getUnitString());
    column.setUCD(field.getUCD());
    column.setUtype(field.getUtype());
    column.setDescription(field.getDescription());
    if (column.getXtype() == null) {
      column.setXtype(field.getXtype());
    }
    if (column.isArray() && column.getContentClass() == field.getContentClass()) {
      column.setShape(field.getShape());
    }
    String datatype = field.getAuxDatumValue(VOStarTable.DATATYPE_INFO, String.class);
    if (datatype != null && UNICODE.contains(datatype)) {
      column.setAuxDatum(field.getAuxDatum(VOStarTable.DATATYPE_INFO));
    }
    return true;
  }

  private @Nullable ColumnInfo field(int index, String name) {
    ColumnInfo[] fields = Tables.getColumnInfos(table);
    if (index < fields.length && name.equals(fields[index].getName())) {
      return fields[index];
    }
    return Arrays.stream(fields)
        .filter(field -> name.equals(field.getName()))
        .findFirst()
        .orElse(null);
  }
}
