// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;

@DisplayName("Parquet files")
class ParquetTest {

  private static final String HEADER =
      """
      <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE>
      <TABLE name="stars"><DESCRIPTION>Stars of a test</DESCRIPTION>
      <FIELD name="ra" datatype="double" unit="deg" ucd="pos.eq.ra;meta.main"><DESCRIPTION>Right
        ascension</DESCRIPTION></FIELD>
      <FIELD name="dec" datatype="double" unit="deg" ucd="pos.eq.dec;meta.main" utype="a:b"/>
      <FIELD name="when" datatype="char" arraysize="*" xtype="timestamp"/>
      <FIELD name="pair" datatype="double" arraysize="2" unit="mas"/>
      </TABLE></RESOURCE></VOTABLE>
      """;

  @TempDir Path folder;
  private final RealStore store = new RealStore();

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest(name = "{0} as {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(-128)::TINYINT | SHORT | -128",
        "255::UTINYINT | UNSIGNED_BYTE | 255",
        "(-32768)::SMALLINT | SHORT | -32768",
        "65535::USMALLINT | INT | 65535",
        "(-2147483648)::INTEGER | INT | -2147483648",
        "4294967295::UINTEGER | LONG | 4294967295",
        "9223372036854775807 | LONG | 9223372036854775807",
        "9223372036854775807::UBIGINT | LONG | 9223372036854775807",
        "18446744073709551615::UBIGINT | CHAR | 18446744073709551615",
        "1.5::FLOAT | FLOAT | 1.5",
        "0.1::DOUBLE | DOUBLE | 0.1",
        "true | BOOLEAN | true",
        "123456789012::DECIMAL(18,0) | LONG | 123456789012",
        "-12.345::DECIMAL(9,3) | DOUBLE | -12.345",
        "1.5::DECIMAL(38,10) | DOUBLE | 1.5",
        "12::DECIMAL(38,0) | LONG | 12",
        "0.12345678901234567890::DECIMAL(38,20) | CHAR | 0.12345678901234567890",
        "'plain' | CHAR | plain",
        "'Besançon ☉' | UNICODE_CHAR | Besançon ☉",
        "TIME '01:02:03' | CHAR | 01:02:03",
        "'6b1f6d5e-0000-4000-8000-000000000000'::UUID | CHAR | 6b1f6d5e-0000-4000-8000-000000000000",
        "'b'::ENUM('a', 'b') | CHAR | b",
      })
  @DisplayName("keep the values of every plain type")
  void plainTypes(String sql, Datatype datatype, String text) throws Exception {
    store.load(written("SELECT * FROM (VALUES (" + sql + "), (NULL)) t(v)"));
    assertThat(store.table().columns().get(0).type().datatype()).isEqualTo(datatype);
    assertThat(store.values("v").get(0)).hasToString(text);
    assertThat(store.values("v").get(1)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "DATE '2020-02-29',2020-02-29T00:00:00Z",
    "TIMESTAMP '2020-03-29 02:30:00.123456',2020-03-29T02:30:00.123456Z",
    "TIMESTAMP_MS '1969-12-31 23:59:59.5',1969-12-31T23:59:59.500Z",
    "TIMESTAMP_NS '2020-01-02 03:04:05.123456000',2020-01-02T03:04:05.123456Z",
    "TIMESTAMPTZ '2020-01-02 03:04:05+02',2020-01-02T01:04:05Z",
  })
  @DisplayName("turn dates and times into instants, wherever the server stands")
  void instants(String sql, String text) throws Exception {
    store.load(written("SELECT " + sql + " AS v"));
    assertThat(store.table().columns().get(0).type()).isEqualTo(ValueType.TIMESTAMP);
    assertThat(store.values("v")).containsExactly(text);
  }

  @Test
  @DisplayName("keep nanoseconds as text rather than round them off")
  void nanoseconds() throws Exception {
    store.load(written("SELECT TIMESTAMP_NS '2020-01-02 03:04:05.123456789' AS v"));
    assertThat(store.table().columns().get(0).type()).isEqualTo(ValueType.STRING);
    assertThat(store.values("v")).containsExactly("2020-01-02T03:04:05.123456789");
  }

  @Test
  @DisplayName("turn lists of numbers into arrays, with NaN for what is missing among decimals")
  void lists() throws Exception {
    store.load(
        written(
            "SELECT [1, 2]::INTEGER[] AS i, [1.5, NULL]::DOUBLE[] AS d, [200]::UTINYINT[] AS b,"
                + " [true, false] AS t, []::FLOAT[] AS e, NULL::BIGINT[] AS n,"
                + " [2.50]::DECIMAL(9, 2)[] AS c, ['x', 'y'] AS s, '\\xFF\\x00'::BLOB AS raw"));
    assertThat((int[]) store.values("i").get(0)).containsExactly(1, 2);
    assertThat((double[]) store.values("d").get(0)).containsExactly(1.5, Double.NaN);
    assertThat((short[]) store.values("b").get(0)).containsExactly((short) 200);
    assertThat((boolean[]) store.values("t").get(0)).containsExactly(true, false);
    assertThat((float[]) store.values("e").get(0)).isEmpty();
    assertThat(store.values("n").get(0)).isNull();
    assertThat((double[]) store.values("c").get(0)).containsExactly(2.5);
    assertThat(store.values("s")).containsExactly("[\"x\",\"y\"]");
    assertThat((short[]) store.values("raw").get(0)).containsExactly((short) 255, (short) 0);
    assertThat(store.table().columns().get(2).type())
        .isEqualTo(new ValueType(Datatype.UNSIGNED_BYTE, "*", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'a': 1}", "MAP {'k': 1}", "[[1], [2]]", "[{'a': 1}]"})
  @DisplayName("with nested values are refused, naming the column and its type")
  void nested(String sql) throws Exception {
    Path file = written("SELECT 1 AS fine, " + sql + " AS deep");
    assertThat(store.tryLoad(file)).isEqualTo(Command.FAILED);
    assertThat(store.terminal.errors())
        .singleElement()
        .asString()
        .contains(file.toString(), "column deep", "plain columns or lists");
  }

  @Test
  @DisplayName("with NULL among whole numbers of a list are refused, naming row and column")
  void nullInList() throws Exception {
    Path file = written("SELECT * FROM (VALUES ([1]), ([2, NULL])) t(v)");
    assertThat(store.tryLoad(file)).isEqualTo(Command.FAILED);
    assertThat(store.terminal.errors()).singleElement().asString().contains("row 2", "column v");
  }

  @Test
  @DisplayName("bring units, UCDs and descriptions in their VO header")
  void header() throws Exception {
    store.load(
        written(
            "SELECT 10.5::DOUBLE AS ra, -20.25::DOUBLE AS dec, '2020-01-01T00:00:00Z' AS \"when\","
                + " [1.0, 2.0]::DOUBLE[] AS pair, 1 AS other",
            HEADER));
    assertThat(store.table().description()).isEqualTo("Stars of a test");
    assertThat(field("ra"))
        .isEqualTo(
            new Field(
                "ra", ValueType.DOUBLE, "deg", "pos.eq.ra;meta.main", null, "Right ascension"));
    assertThat(field("dec").utype()).isEqualTo("a:b");
    assertThat(field("when").type()).isEqualTo(ValueType.TIMESTAMP);
    assertThat(field("pair").type()).isEqualTo(new ValueType(Datatype.DOUBLE, "2", null));
    assertThat(field("pair").unit()).isEqualTo("mas");
    assertThat(Arrays.toString((double[]) store.values("pair").get(0))).isEqualTo("[1.0, 2.0]");
    assertThat(store.terminal.lines().toString())
        .contains(
            "position: ra, dec (found by UCD)", "column other is not in the file's VO header");
  }

  @Test
  @DisplayName("whose VO header is broken are loaded without it, and that is said")
  void brokenHeader() throws Exception {
    store.load(written("SELECT 1 AS a", "<VOTABLE><oops"));
    assertThat(store.values("a")).containsExactly(1);
    assertThat(store.terminal.lines().toString()).contains("VO header", "no VOTable");
  }

  @Test
  @DisplayName("get no columns from the names of folders")
  void partition() throws Exception {
    Path partitioned = Files.createDirectory(folder.resolve("year=2020")).resolve("it's.parquet");
    Files.move(written("SELECT 1 AS v"), partitioned);
    store.load(partitioned);
    assertThat(store.table().columns()).hasSize(1);
  }

  @Test
  @DisplayName("are never taken for a pattern of many files")
  void patternInName() throws Exception {
    Files.move(written("SELECT 2 AS v"), folder.resolve("aa.parquet"));
    Path odd = folder.resolve("a*.parquet");
    Files.move(written("SELECT 1 AS v"), odd);
    assertThat(store.tryLoad(odd)).isEqualTo(Command.FAILED);
    assertThat(store.terminal.errors()).singleElement().asString().contains("a*.parquet", "rename");
  }

  @Test
  @DisplayName("that are cut short are refused in one line")
  void cutShort() throws Exception {
    Path file = written("SELECT range AS v FROM range(1000)");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(store.tryLoad(file)).isEqualTo(Command.FAILED);
    assertThat(store.terminal.errors()).singleElement().asString().contains(file.toString());
    assertThat(store.terminal.errors().get(0)).doesNotContain("SELECT", "\n");
  }

  @Test
  @DisplayName("of several row groups come whole and in order")
  void rowGroups() throws Exception {
    store.load(written("SELECT range AS v FROM range(300000)"));
    assertThat(store.values("v")).hasSize(300_000).startsWith(0L, 1L, 2L).endsWith(299_999L);
  }

  private Field field(String name) {
    return store.table().columns().get(store.table().positionsOf(name).get(0)).field();
  }

  private Path written(String query) throws SQLException {
    return written(query, null);
  }

  /** A file written by DuckDB on a connection that has nothing to do with the archive's. */
  private Path written(String query, @Nullable String header) throws SQLException {
    Path file = folder.resolve("file.parquet");
    String notes =
        header == null
            ? ""
            : ", KV_METADATA {'IVOA.VOTable-Parquet.version': '1.0', 'IVOA.VOTable-Parquet.content': '"
                + header.replace("'", "''")
                + "'}";
    try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY ("
              + query
              + ") TO '"
              + file
              + "' (FORMAT parquet, ROW_GROUP_SIZE 50000"
              + notes
              + ")");
    }
    return file;
  }
}
