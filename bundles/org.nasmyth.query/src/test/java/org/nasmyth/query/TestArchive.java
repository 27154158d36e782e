// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import java.util.ArrayList;
import java.util.List;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.metadata.Column;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.Schema;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.metadata.TableName;
import org.nasmyth.api.metadata.ValueType;

/** The tables that the tests query: a small archive with the habits of a large one. */
final class TestArchive {

  private static final ValueType TEXT = ValueType.STRING.withArraysize("64*");

  private TestArchive() {}

  static Catalogue catalogue() {
    return new Catalogue(
        List.of(
            schema("dbo", raw(), ssa()),
            schema("ivoa", obsCore()),
            schema("phase3v2", productFiles()),
            schema("safcat", catalogueOne(), catalogueTwo()),
            schema("TAP_SCHEMA", tables(), columns()),
            schema("other", ownTables())),
        List.of());
  }

  private static Schema schema(String name, Table... tables) {
    return new Schema(name, null, null, List.of(tables));
  }

  private static Table table(String schema, String name, Field... fields) {
    List<Column> columns = new ArrayList<>();
    for (Field field : fields) {
      columns.add(Column.of(field));
    }
    return Table.of(new TableName(schema, name), "The table " + name + ".", columns);
  }

  private static Field column(String name, ValueType type) {
    return Field.of(name, type);
  }

  private static Table obsCore() {
    return table(
        "ivoa",
        "ObsCore",
        column("dp_id", TEXT).withUcd("meta.id"),
        column("dataproduct_type", TEXT),
        column("obs_collection", TEXT),
        column("instrument_name", TEXT),
        column("s_ra", ValueType.DOUBLE)
            .withUnit("deg")
            .withUcd("pos.eq.ra")
            .withUtype("obscore:Char.SpatialAxis.Coverage.Location.Coord.Position2D.Value2.C1")
            .withDescription("Right ascension"),
        column("s_dec", ValueType.DOUBLE).withUnit("deg").withUcd("pos.eq.dec"),
        column("s_region", ValueType.REGION),
        column("em_min", ValueType.DOUBLE).withUnit("m").withUcd("em.wl;stat.min"),
        column("em_max", ValueType.DOUBLE).withUnit("m").withUcd("em.wl;stat.max"),
        column("access_estsize", ValueType.LONG).withUnit("kbyte"),
        column("calib_level", ValueType.INT),
        column("is_solar", ValueType.SHORT),
        column("snr", ValueType.FLOAT),
        column("last_mod_date", ValueType.TIMESTAMP));
  }

  private static Table raw() {
    return table(
        "dbo",
        "raw",
        column("dp_id", TEXT),
        column("dp_cat", TEXT),
        column("instrument", TEXT),
        column("ra", ValueType.DOUBLE).withUnit("deg"),
        column("dec", ValueType.DOUBLE).withUnit("deg"),
        column("exposure", ValueType.FLOAT).withUnit("s"),
        column("exp_start", ValueType.TIMESTAMP),
        column("date_obs", TEXT),
        column("s_region", ValueType.REGION));
  }

  private static Table ssa() {
    return table(
        "dbo",
        "ssa",
        column("TARGETNAME", TEXT),
        column("pos", ValueType.POINT),
        column("footprint", ValueType.POLYGON),
        column("positionJ2000", ValueType.DOUBLE.withArraysize("2")),
        column("public", ValueType.BOOLEAN),
        column("APERTURE", ValueType.DOUBLE).withUnit("arcsec"));
  }

  private static Table productFiles() {
    return table(
        "phase3v2",
        "product_files",
        column("product_id", TEXT),
        column("archive_id", TEXT),
        column("eso_category", TEXT),
        column("access_estsize", ValueType.LONG).withUnit("kbyte"));
  }

  private static Table catalogueOne() {
    return table(
        "safcat",
        "CAT_ONE",
        column("HOST_ID", ValueType.INT),
        column("RA", ValueType.DOUBLE).withUnit("deg"),
        column("Level", ValueType.INT),
        column("Jmag", ValueType.FLOAT).withUnit("mag"));
  }

  private static Table catalogueTwo() {
    return table(
        "safcat",
        "CAT_TWO",
        column("HOST_ID", ValueType.LONG),
        column("ra", ValueType.DOUBLE).withUnit("deg"),
        column("Kmag", ValueType.FLOAT).withUnit("mag"));
  }

  private static Table tables() {
    return table(
        "TAP_SCHEMA",
        "tables",
        column("schema_name", TEXT),
        column("table_name", TEXT),
        column("title", TEXT),
        column("cat_id", ValueType.INT),
        column("version", ValueType.INT));
  }

  private static Table columns() {
    return table(
        "TAP_SCHEMA",
        "columns",
        column("table_name", TEXT),
        column("column_name", TEXT),
        column("datatype", TEXT),
        column("arraysize", TEXT));
  }

  /** A second table called {@code tables}, so that the bare name is ambiguous. */
  private static Table ownTables() {
    return table("other", "tables", column("name", TEXT));
  }
}
