// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.database.duckdb.internal.DuckDbDatabase;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.DescribedValue;
import uk.ac.starlink.table.RowListStarTable;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.votable.DataFormat;
import uk.ac.starlink.votable.VOStarTable;
import uk.ac.starlink.votable.VOTableWriter;

/** Random tables, written by STIL, uploaded and read back. jqwik prints the seed of a failure. */
@Label("VOTables that are uploaded come back as they were")
class RoundTripTest {

  private static @Nullable DuckDbDatabase database;

  @BeforeContainer
  static void open() {
    database = Uploaded.database();
  }

  @AfterContainer
  static void close() {
    if (database != null) {
      database.close();
    }
  }

  /** What a column holds. */
  @SuppressWarnings("ImmutableEnumChecker") // Nothing changes what it refers to.
  enum Kind {
    TRUTH(Boolean.class, ValueType.BOOLEAN),
    BYTE(Short.class, new ValueType(Datatype.UNSIGNED_BYTE, null, null)),
    SHORT(Short.class, ValueType.SHORT),
    INT(Integer.class, ValueType.INT),
    LONG(Long.class, ValueType.LONG),
    FLOAT(Float.class, ValueType.FLOAT),
    DOUBLE(Double.class, ValueType.DOUBLE),
    ASCII(String.class, ValueType.STRING),
    UNICODE(String.class, ValueType.UNICODE_STRING),
    TIMESTAMP(String.class, ValueType.TIMESTAMP),
    POINT(double[].class, ValueType.POINT),
    CIRCLE(double[].class, ValueType.CIRCLE),
    POLYGON(double[].class, ValueType.POLYGON),
    INTS(int[].class, new ValueType(Datatype.INT, "*", null)),
    PAIR(float[].class, new ValueType(Datatype.FLOAT, "2", null));

    private final Class<?> content;
    private final ValueType type;

    Kind(Class<?> content, ValueType type) {
      this.content = content;
      this.type = type;
    }

    /** A column that STIL writes as this type. */
    ColumnInfo column(String name, Random random) {
      ColumnInfo column =
          new ColumnInfo(name, content, "of kind " + name().toLowerCase(Locale.ROOT));
      column.setUnitString(List.of("deg", "km/s", "mag").get(random.nextInt(3)));
      column.setUCD(List.of("meta.id", "phot.mag;em.opt.V").get(random.nextInt(2)));
      column.setUtype("a:b." + name());
      column.setXtype(type.xtype());
      if (type.isArray()) {
        String size = Objects.requireNonNull(type.arraysize());
        column.setShape(new int[] {size.equals("*") ? -1 : Integer.parseInt(size)});
      }
      if (this == BYTE) {
        column.setAuxDatum(new DescribedValue(Tables.UBYTE_FLAG_INFO, true));
      }
      if (this == UNICODE) {
        column.setAuxDatum(new DescribedValue(VOStarTable.DATATYPE_INFO, "unicodeChar"));
      }
      return column;
    }

    /** A value that every serialisation can hold and tell from NULL. */
    Object value(Random random, boolean ascii) {
      double longitude = random.nextInt(3600) / 10.0;
      double latitude = random.nextInt(1400) / 10.0 - 70;
      return switch (this) {
        case TRUTH -> random.nextBoolean();
        case BYTE -> (short) random.nextInt(255);
        case SHORT -> (short) (random.nextInt(65_534) - 32_767);
        case INT -> Math.max(random.nextInt(), -Integer.MAX_VALUE);
        case LONG -> Math.max(random.nextLong(), -Long.MAX_VALUE);
        case FLOAT -> (random.nextFloat() - 0.5f) * 1e10f;
        case DOUBLE -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
        case ASCII -> "a<&>\"' \\" + random.nextInt(1000);
        case UNICODE -> (ascii ? "plain " : "é中☉ ") + random.nextInt(1000);
        case TIMESTAMP ->
            String.format(
                Locale.ROOT,
                "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ",
                1900 + random.nextInt(200),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                1 + random.nextInt(999) * 1000 + random.nextInt(998));
        case POINT -> new double[] {longitude, latitude};
        case CIRCLE -> new double[] {longitude, latitude, 1 + random.nextInt(10)};
        case POLYGON ->
            new double[] {longitude, latitude, longitude + 1, latitude, longitude, latitude + 1};
        case INTS -> random.ints(1 + random.nextInt(5)).toArray();
        case PAIR -> new float[] {random.nextFloat(), -random.nextFloat()};
      };
    }
  }

  /** How a document is written. */
  @SuppressWarnings("ImmutableEnumChecker") // Nothing changes what it refers to.
  enum Form {
    TABLEDATA(DataFormat.TABLEDATA),
    BINARY(DataFormat.BINARY),
    BINARY2(DataFormat.BINARY2),
    FITS(DataFormat.FITS);

    private final DataFormat format;

    Form(DataFormat format) {
      this.format = format;
    }

    /** The kinds of values that it holds as they are; STIL fills arrays up in FITS. */
    List<Kind> kinds() {
      return Arrays.stream(Kind.values())
          .filter(kind -> this != FITS || (kind != Kind.INTS && kind != Kind.POLYGON))
          .toList();
    }

    /** Whether a kind of value can be NULL in it, as STIL writes and reads it. */
    boolean tellsNull(Kind kind) {
      boolean flags = this == TABLEDATA || this == BINARY2;
      return flags || (!kind.type.isArray() && kind != Kind.BYTE);
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void metadata_and_values(
      @ForAll Form form, @ForAll("columnNames") List<String> names, @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    List<Kind> kinds = new ArrayList<>();
    List<ColumnInfo> columns = new ArrayList<>();
    for (String name : names) {
      Kind kind = form.kinds().get(random.nextInt(form.kinds().size()));
      kinds.add(kind);
      columns.add(kind.column(name, random));
    }
    RowListStarTable table = new RowListStarTable(columns.toArray(new ColumnInfo[0]));
    List<String> expected = new ArrayList<>();
    for (int r = 0; r < 1 + random.nextInt(30); r++) {
      @Nullable Object[] row = new Object[kinds.size()];
      for (int c = 0; c < row.length; c++) {
        // STIL makes no column of texts in FITS if all of them are blank.
        boolean blank = r > 0 && form.tellsNull(kinds.get(c)) && random.nextInt(4) == 0;
        row[c] = blank ? null : kinds.get(c).value(random, form == Form.FITS);
      }
      expected.add(Arrays.deepToString(row));
      table.addRow(row);
    }
    Uploaded uploaded = uploaded(table, form);
    assertThat(uploaded.rows())
        .extracting(row -> Arrays.deepToString(row.toArray()))
        .containsExactlyElementsOf(expected);
    for (int c = 0; c < columns.size(); c++) {
      check(form, uploaded.fields().get(c), columns.get(c), kinds.get(c), names);
    }
    Set<String> folded = new HashSet<>();
    uploaded.fields().forEach(field -> folded.add(field.name().toLowerCase(Locale.ROOT)));
    assertThat(folded).hasSameSizeAs(names);
  }

  private static void check(
      Form form, Field field, ColumnInfo column, Kind kind, List<String> names) {
    boolean alone =
        names.stream().filter(name -> name.equalsIgnoreCase(column.getName())).count() == 1;
    if (alone && !column.getName().isBlank() && !column.getName().contains("\"")) {
      assertThat(field.name()).isEqualTo(column.getName().strip());
    }
    boolean asciiOnly = form == Form.FITS && kind == Kind.UNICODE;
    assertThat(field.type()).isEqualTo(asciiOnly ? ValueType.STRING : kind.type);
    assertThat(field.unit()).isEqualTo(column.getUnitString());
    assertThat(field.ucd()).isEqualTo(column.getUCD());
    assertThat(field.utype()).isEqualTo(column.getUtype());
    assertThat(field.description()).isEqualTo(column.getDescription());
  }

  private static Uploaded uploaded(RowListStarTable table, Form form) throws Exception {
    Path file = Files.createTempFile("round", "");
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        new VOTableWriter(form.format, true).writeStarTable(table, out);
      }
      return Uploaded.of(file, Objects.requireNonNull(database));
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<List<String>> columnNames() {
    return Arbitraries.oneOf(
            Arbitraries.of("ra", "RA", "select", "Level", "ra_2", "2mass", "a.b", "größe", "x y"),
            Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("éλ中_-'<&>;\" ")
                .ofMinLength(1)
                .ofMaxLength(10))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }
}
