// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.DescribedValue;
import uk.ac.starlink.table.RowListStarTable;
import uk.ac.starlink.table.StarTableOutput;
import uk.ac.starlink.votable.VOStarTable;

/** Random tables, written by STIL, loaded and read back. jqwik prints the seed of a failure. */
@Label("Tables that are written, loaded and read back are the same")
class WrittenTablesTest {

  private static @Nullable RealStore store;

  @BeforeContainer
  static void open() {
    store = new RealStore();
  }

  @AfterContainer
  static void close() {
    if (store != null) {
      store.close();
    }
  }

  /** A row of one column for each type; the first tells the rows apart. */
  record Row(
      short small,
      int middle,
      long large,
      double wide,
      @Nullable Double gap,
      float narrow,
      boolean truth,
      String text) {}

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void in_votable_with_tabledata(@ForAll("unicodeRows") List<Row> rows) throws Exception {
    check(rows, "votable-tabledata", ".vot");
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void in_votable_with_binary(@ForAll("unicodeRows") List<Row> rows) throws Exception {
    check(rows, "votable-binary", ".vot");
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void in_votable_with_binary2(@ForAll("unicodeRows") List<Row> rows) throws Exception {
    check(rows, "votable-binary2", ".vot");
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void in_fits(@ForAll("asciiRows") List<Row> rows) throws Exception {
    check(rows, "fits-basic", ".fits");
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void in_ecsv(@ForAll("asciiRows") List<Row> rows) throws Exception {
    check(rows, "ecsv", ".ecsv");
  }

  /** CSV tells no types, so values are compared as numbers and texts. */
  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void in_csv(@ForAll("unicodeRows") List<Row> rows) throws Exception {
    check(rows, "csv", ".csv");
  }

  @Provide
  Arbitrary<List<Row>> unicodeRows() {
    return rows(
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .withChars("éλ☉中")
            .ofMinLength(1)
            .ofMaxLength(12));
  }

  @Provide
  Arbitrary<List<Row>> asciiRows() {
    return rows(Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(12));
  }

  private static Arbitrary<List<Row>> rows(Arbitrary<String> texts) {
    // A letter first and last: blanks at the ends are not kept by every format.
    Arbitrary<String> framed = texts.map(text -> "a" + text + "z");
    return Combinators.combine(
            Arbitraries.shorts(),
            Arbitraries.integers(),
            Arbitraries.longs(),
            Arbitraries.doubles(),
            Arbitraries.doubles().injectNull(0.3),
            Arbitraries.floats(),
            Arbitraries.of(true, false),
            framed)
        .as(Row::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  private static void check(List<Row> rows, String format, String ending) throws Exception {
    RealStore archive = Objects.requireNonNull(store);
    ColumnInfo text = new ColumnInfo("text", String.class, null);
    // Without it, VOTables are written in ASCII.
    text.setAuxDatum(new DescribedValue(VOStarTable.DATATYPE_INFO, "unicodeChar"));
    RowListStarTable table =
        new RowListStarTable(
            new ColumnInfo[] {
              column("small", Short.class),
              column("middle", Integer.class),
              column("large", Long.class),
              column("wide", Double.class),
              column("gap", Double.class),
              column("narrow", Float.class),
              column("truth", Boolean.class),
              text
            });
    List<String> expected = new ArrayList<>();
    for (Row row : rows) {
      table.addRow(
          new Object[] {
            row.small,
            row.middle,
            row.large,
            row.wide,
            row.gap == null ? Double.NaN : row.gap,
            row.narrow,
            row.truth,
            row.text
          });
      expected.add(
          shown(
              List.of(
                  row.small,
                  row.middle,
                  row.large,
                  row.wide,
                  row.gap == null ? "null" : row.gap,
                  row.narrow,
                  row.truth,
                  row.text)));
    }
    Path file = Files.createTempFile("round", ending);
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        StarTableOutput output = new StarTableOutput();
        output.writeStarTable(table, out, output.getHandler(format));
      }
      archive.load(file);
      assertThat(archive.rows().stream().map(WrittenTablesTest::shown))
          .containsExactlyElementsOf(expected);
    } finally {
      Files.delete(file);
    }
  }

  /** Without NULL: some formats take the lowest whole number for it where there is one. */
  private static ColumnInfo column(String name, Class<?> type) {
    ColumnInfo column = new ColumnInfo(name, type, null);
    column.setNullable(false);
    return column;
  }

  /** A row as text, numbers in one spelling whatever their type; none loses a digit. */
  private static String shown(List<? extends @Nullable Object> row) {
    List<String> cells = new ArrayList<>();
    for (Object cell : row) {
      // CSV's numbers stay text where a double would not hold all their digits.
      boolean isNumber = cell instanceof String text && text.matches("-?[0-9.]+(E-?[0-9]+)?");
      cells.add(
          cell instanceof Number || isNumber
              ? number(isNumber ? Double.valueOf(String.valueOf(cell)) : (Number) cell)
              : String.valueOf(cell));
    }
    return cells.toString();
  }

  private static String number(Number number) {
    // A float's decimal text is what CSV holds of it, and is read as the nearest double.
    BigDecimal exact =
        number instanceof Float || number instanceof Double
            ? new BigDecimal(Double.parseDouble(number.toString()))
            : new BigDecimal(number.longValue());
    return exact.stripTrailingZeros().toString();
  }
}
