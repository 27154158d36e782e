// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.results.SampleTable;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.util.ByteArrayDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

/** What is written as VOTable, STIL reads back as it was. */
class VoTableRoundTripTest {

  private static final List<Field> FIELDS =
      List.of(
          Field.of("truth", ValueType.BOOLEAN),
          Field.of("byte", new ValueType(Datatype.UNSIGNED_BYTE, null, null)),
          Field.of("short", ValueType.SHORT),
          Field.of("int", ValueType.INT),
          Field.of("long", ValueType.LONG),
          Field.of("float", ValueType.FLOAT),
          Field.of("double", ValueType.DOUBLE),
          Field.of("text", ValueType.STRING.withArraysize("12*")),
          Field.of("wide", ValueType.UNICODE_STRING),
          Field.of("letter", new ValueType(Datatype.CHAR, null, null)),
          Field.of("pair", ValueType.POINT),
          Field.of("vertices", ValueType.POLYGON),
          Field.of("counts", new ValueType(Datatype.INT, "*", null)),
          Field.of("grid", new ValueType(Datatype.FLOAT, "2x3", null)));

  static Stream<ResultFormat> formats() {
    return Stream.of(new Binary2Format(), new BinaryFormat(), new TableDataFormat());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void randomRowsComeBack(ResultFormat format) throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    List<Object[]> rows = randomRows(new Random(seed), 3000);

    StarTable table = read(SampleTable.of(FIELDS, rows).written(format));

    assertThat(table.getColumnCount()).isEqualTo(FIELDS.size());
    assertThat(table.getRowCount()).isEqualTo(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < FIELDS.size(); column++) {
        assertThat(normal(table.getCell(row, column)))
            .as("row %d, %s", row, FIELDS.get(column).name())
            .isEqualTo(normal(rows.get(row)[column]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void missingNumbersAreMissing(ResultFormat format) throws IOException {
    List<Field> numbers = FIELDS.subList(1, 7);

    StarTable table =
        read(SampleTable.row(numbers, null, null, null, null, null, null).written(format));

    for (int column = 0; column < numbers.size(); column++) {
      assertThat(Tables.isBlank(table.getCell(0, column))).as(numbers.get(column).name()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void extremeNumbersComeBack(ResultFormat format) throws IOException {
    List<Field> numbers = FIELDS.subList(2, 7);
    Object[] extremes = {
      Short.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Float.POSITIVE_INFINITY, Double.MIN_VALUE
    };

    StarTable table = read(SampleTable.row(numbers, extremes).written(format));

    assertThat(table.getRow(0)).containsExactly(extremes);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void emptyResultHasItsColumns(ResultFormat format) throws IOException {
    StarTable table = read(SampleTable.of(FIELDS, List.of()).written(format));

    assertThat(table.getRowCount()).isZero();
    assertThat(table.getColumnInfo(10).getShape()).containsExactly(2);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void textLongerThanItsColumnSaysComesBackWhole(ResultFormat format) throws IOException {
    String region = "UNION J2000 " + "POLYGON J2000 1.0 2.0 3.0 4.0 ".repeat(3000).strip();

    StarTable table =
        read(
            SampleTable.row(
                    List.of(Field.of("s_region", ValueType.STRING.withArraysize("1024*"))), region)
                .written(format));

    assertThat(table.getCell(0, 0)).isEqualTo(region);
  }

  private static StarTable read(byte[] document) throws IOException {
    StarTable table =
        new VOTableBuilder()
            .makeStarTable(
                new ByteArrayDataSource("result", document), true, StoragePolicy.PREFER_MEMORY);
    return Tables.randomTable(table);
  }

  private static List<Object[]> randomRows(Random random, int count) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object[] row = {
        random.nextBoolean(),
        (short) random.nextInt(256),
        (short) (random.nextInt(65535) - 32767),
        random.nextInt() | 1,
        random.nextLong() | 1,
        random.nextFloat() * 100,
        random.nextGaussian() * 1e4,
        text(random, "abc <&>\"']]>\tx"),
        text(random, "aé€ 𝔸<&ß"),
        "x",
        new double[] {random.nextDouble(), random.nextDouble()},
        random.doubles(2L * random.nextInt(1, 5)).toArray(),
        random.ints(random.nextInt(1, 4)).toArray(),
        new float[] {1, 2, 3, 4, 5, random.nextFloat()}
      };
      for (int column = 0; column < row.length; column++) {
        if (random.nextInt(5) == 0) {
          row[column] = null;
        }
      }
      rows.add(row);
    }
    return rows;
  }

  /** A value in one class for each kind, the readers' equivalents of NULL as null. */
  private static Object normal(Object value) {
    if (value instanceof Character letter) {
      return letter == 0 ? null : letter.toString();
    }
    return isReadersNull(value) ? null : value;
  }

  private static boolean isReadersNull(Object value) {
    if (value instanceof String text) {
      return text.isEmpty();
    }
    if (value instanceof float[] numbers) {
      return Float.isNaN(numbers[0]);
    }
    if (value instanceof double[] numbers) {
      return numbers.length == 0 || Double.isNaN(numbers[0]);
    }
    if (value instanceof int[] numbers) {
      return numbers.length == 0;
    }
    return value instanceof Number number && Double.isNaN(number.doubleValue());
  }

  private static String text(Random random, String alphabet) {
    int[] letters = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder("t");
    for (int i = random.nextInt(20); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.append('t').toString();
  }
}
