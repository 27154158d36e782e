// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.everything;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.results.SampleTable;
import org.nasmyth.results.fits.FitsFormat;
import org.nasmyth.results.html.HtmlFormat;
import org.nasmyth.results.parquet.ParquetFormat;
import org.nasmyth.results.text.CsvFormat;
import org.nasmyth.results.text.EcsvFormat;
import org.nasmyth.results.text.JsonFormat;
import org.nasmyth.results.text.TsvFormat;
import org.nasmyth.results.votable.Binary2Format;
import org.nasmyth.results.votable.BinaryFormat;
import org.nasmyth.results.votable.TableDataFormat;

/** Any table of any types, written in each format, comes back cell by cell. */
@PropertyDefaults(tries = 150)
class EveryFormatProperties {

  private static final List<ValueType> TYPES =
      List.of(
          ValueType.BOOLEAN,
          new ValueType(Datatype.UNSIGNED_BYTE, null, null),
          ValueType.SHORT,
          ValueType.INT,
          ValueType.LONG,
          ValueType.FLOAT,
          ValueType.DOUBLE,
          ValueType.STRING.withArraysize("3*"),
          ValueType.UNICODE_STRING,
          ValueType.TIMESTAMP,
          new ValueType(Datatype.CHAR, null, null),
          ValueType.POINT,
          ValueType.POLYGON,
          new ValueType(Datatype.BOOLEAN, "*", null),
          new ValueType(Datatype.SHORT, "*", null),
          new ValueType(Datatype.INT, "5*", null),
          new ValueType(Datatype.LONG, "*", null),
          new ValueType(Datatype.FLOAT, "6", null));

  private static DuckReader duck;

  @BeforeContainer
  static void openDuck() throws Exception {
    duck = new DuckReader();
  }

  @AfterContainer
  static void closeDuck() throws Exception {
    duck.close();
  }

  @Property
  void votableTabledata(@ForAll("tables") SampleTable table) throws Exception {
    comesBack(table, new TableDataFormat(), StilReader.votable());
  }

  @Property
  void votableBinary(@ForAll("tables") SampleTable table) throws Exception {
    comesBack(table, new BinaryFormat(), StilReader.votable());
  }

  @Property
  void votableBinary2(@ForAll("tables") SampleTable table) throws Exception {
    comesBack(table, new Binary2Format(), StilReader.votable());
  }

  @Property
  void fitsButForCharactersBeyondAscii(@ForAll("tables") SampleTable table) throws Exception {
    comesBack(
        table,
        new FitsFormat(Path.of(System.getProperty("java.io.tmpdir")), 1_000_000),
        StilReader.fits(),
        value -> value instanceof String text ? text.replaceAll("[^ -~]", "?") : value);
  }

  @Property
  void ecsv(@ForAll("tables") SampleTable table) throws Exception {
    comesBack(table, new EcsvFormat(), StilReader.ecsv());
  }

  @Property
  void csv(@ForAll("tables") SampleTable table) throws Exception {
    comesBack(table, new CsvFormat(), CsvReader.csv());
  }

  @Property
  void tsv(@ForAll("tables") SampleTable table) throws Exception {
    comesBack(table, new TsvFormat(), CsvReader.tsv());
  }

  @Property
  void jsonButForInfinity(@ForAll("tables") SampleTable table) throws Exception {
    comesBack(table, new JsonFormat(), new JsonReader(), EveryFormatProperties::withoutInfinity);
  }

  @Property
  void html(@ForAll("tables") SampleTable table) throws Exception {
    comesBack(table, new HtmlFormat(), new PageReader());
  }

  @Property
  void parquet(@ForAll("tables") SampleTable table) throws Exception {
    comesBack(table, new ParquetFormat(), duck);
  }

  private static void comesBack(SampleTable table, ResultFormat format, Reader reader)
      throws Exception {
    comesBack(table, format, reader, UnaryOperator.identity());
  }

  private static void comesBack(
      SampleTable table, ResultFormat format, Reader reader, UnaryOperator<Object> loss)
      throws Exception {
    List<Object[]> rows = reader.read(table.written(format), table.fields());

    assertThat(rows).hasSameSizeAs(table.rows());
    for (int i = 0; i < rows.size(); i++) {
      for (int c = 0; c < table.fields().size(); c++) {
        ValueType type = table.fields().get(c).type();
        assertThat(Normal.of(rows.get(i)[c], type))
            .as("row %d of %s", i, type)
            .isEqualTo(Normal.of(loss.apply(table.rows().get(i)[c]), type));
      }
    }
  }

  /** JSON has no infinity: it is null there. */
  private static Object withoutInfinity(Object value) {
    if ((value instanceof Float number && number.isInfinite())
        || (value instanceof Double real && real.isInfinite())) {
      return null;
    }
    return value;
  }

  @Provide
  static Arbitrary<SampleTable> tables() {
    return Arbitraries.of(TYPES)
        .list()
        .ofMinSize(2)
        .ofMaxSize(9)
        .flatMap(EveryFormatProperties::tablesOf);
  }

  private static Arbitrary<SampleTable> tablesOf(List<ValueType> types) {
    List<Field> fields =
        IntStream.range(0, types.size())
            .mapToObj(i -> Field.of("c" + i, types.get(i)).withUnit("km/s").withUcd("phot.mag"))
            .toList();
    List<Arbitrary<Object>> cells =
        types.stream().map(type -> values(type).injectNull(0.2)).toList();
    return Combinators.combine(cells)
        .as(List::toArray)
        .list()
        .ofMaxSize(30)
        .map(rows -> SampleTable.of(fields, rows));
  }

  private static Arbitrary<Object> values(ValueType type) {
    if (type.isArray()) {
      return arrays(type).asGeneric();
    }
    return switch (type.datatype()) {
      case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
      case UNSIGNED_BYTE -> Arbitraries.shorts().between((short) 0, (short) 255).asGeneric();
      case SHORT -> Arbitraries.shorts().greaterOrEqual((short) -Short.MAX_VALUE).asGeneric();
      case INT -> Arbitraries.integers().greaterOrEqual(-Integer.MAX_VALUE).asGeneric();
      case LONG -> Arbitraries.longs().greaterOrEqual(-Long.MAX_VALUE).asGeneric();
      case FLOAT -> floats().asGeneric();
      case DOUBLE -> doubles().asGeneric();
      case CHAR -> type.arraysize() == null ? Arbitraries.of("x", "<", "7").asGeneric() : ascii();
      case UNICODE_CHAR -> unicode();
    };
  }

  private static Arbitrary<?> arrays(ValueType type) {
    boolean pair = "2".equals(type.arraysize());
    return switch (type.datatype()) {
      case BOOLEAN -> Arbitraries.of(true, false).array(boolean[].class).ofMinSize(1).ofMaxSize(9);
      case UNSIGNED_BYTE, SHORT ->
          Arbitraries.shorts().greaterOrEqual((short) 0).array(short[].class).ofMaxSize(4);
      case INT -> Arbitraries.integers().greaterOrEqual(0).array(int[].class).ofMaxSize(4);
      case LONG -> Arbitraries.longs().greaterOrEqual(0).array(long[].class).ofMaxSize(4);
      case FLOAT -> Arbitraries.floats().between(-8, 8).array(float[].class).ofSize(6);
      case DOUBLE ->
          pair
              ? Arbitraries.doubles().array(double[].class).ofSize(2)
              : Arbitraries.doubles().array(double[].class).ofMaxSize(8);
      case CHAR, UNICODE_CHAR -> throw new IllegalArgumentException("no array of texts");
    };
  }

  private static Arbitrary<Float> floats() {
    return Arbitraries.oneOf(
        Arbitraries.floats(), Arbitraries.of(Float.POSITIVE_INFINITY, Float.NaN, -0.5f));
  }

  private static Arbitrary<Double> doubles() {
    return Arbitraries.oneOf(
        Arbitraries.doubles(),
        Arbitraries.of(Double.NEGATIVE_INFINITY, Double.NaN, Double.MIN_VALUE, 1e300));
  }

  /** Printable texts; blanks at the ends are not significant in all formats. */
  private static Arbitrary<Object> ascii() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .ofMaxLength(12)
        .map(text -> "." + text + ".")
        .asGeneric();
  }

  private static Arbitrary<Object> unicode() {
    return Arbitraries.strings()
        .withChars("aé€ß<&>\"', ;|\\")
        .ofMaxLength(8)
        .map(text -> "𝔸" + text + "ж")
        .asGeneric();
  }
}
