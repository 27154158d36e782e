// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.database.TableDefinition.PositionColumns;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.tables.stores.LoadableDatabases;
import org.nasmyth.testkit.RecordingTerminal;
import org.nasmyth.testkit.UnaskedDatabase;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowListStarTable;
import uk.ac.starlink.table.StarTableOutput;

@DisplayName("nasmyth load")
class LoadCommandTest {

  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private final RecordingTerminal terminal = new RecordingTerminal();
  private final LoadableDatabases databases = new LoadableDatabases();
  private final LoadCommand command = new LoadCommand(databases);

  @BeforeEach
  void mount() {
    databases.addStore(store, Map.of("name", "obs"));
    databases.addDatabase(new UnaskedDatabase(), Map.of("name", "obs"));
  }

  @Test
  @DisplayName("types texts as narrowly as it can without losing anything")
  void textTypes() throws Exception {
    load(
        "t.csv",
        """
        ,id,code,big,x,mixed,flag,when,day,region,text,wide,none
        0,1,007,9007199254740993,2.301e-06,1,True,2015-07-17T03:06:23.280Z,2015-07-17,POSITION J2000 266.4 -29.0,"a, ""b""\",0.123456789012345678901,
        1,-2,8,1,264.92465500000003,2.5,false,2020-01-01T00:00:00Z,2016-01-01,"POLYGON J2000 1 1 2 1 2 2",,1.5,
        """);
    MemoryStore.Stored t = store.table("my", "t");
    assertThat(t.values("col1")).containsExactly(0, 1);
    assertThat(t.values("id")).containsExactly(1, -2);
    assertThat(t.values("code")).containsExactly("007", "8");
    assertThat(t.values("big")).containsExactly(9007199254740993L, 1L);
    assertThat(t.values("x")).containsExactly(2.301e-06, 264.92465500000003);
    assertThat(t.values("mixed")).containsExactly(1.0, 2.5);
    assertThat(t.values("flag")).containsExactly(true, false);
    assertThat(t.column("when").type()).isEqualTo(ValueType.TIMESTAMP);
    assertThat(t.column("day").type()).isEqualTo(ValueType.STRING);
    assertThat(t.column("region").type()).isEqualTo(ValueType.REGION);
    assertThat(t.values("text")).containsExactly("a, \"b\"", null);
    assertThat(t.values("wide")).containsExactly("0.123456789012345678901", "1.5");
    assertThat(t.values("none")).containsExactly(null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2013-08-27T01:05:24.3279", // no Z, as in dbo.raw.date_obs
        "2009-05-24T10:07:37",
        "2009-05-24T10:07:37.000Z", // would come back without its zeros
        "2009-13-24T10:07:37Z",
        "2009-05-24 10:07:37Z"
      })
  @DisplayName("leaves as text what would not come back the same as an instant")
  void notQuiteInstants(String text) throws Exception {
    load("t.csv", "a\n2009-05-24T10:07:37Z\n" + text + "\n");
    assertThat(store.table("my", "t").column("a").type()).isEqualTo(ValueType.STRING);
    assertThat(store.table("my", "t").values("a").get(1)).isEqualTo(text);
  }

  @Test
  @DisplayName("does not make decimals of a column that holds whole numbers too wide for them")
  void wideAmongDecimals() throws Exception {
    load("t.csv", "a\n9007199254740993\n1.5\n");
    assertThat(store.table("my", "t").values("a")).containsExactly("9007199254740993", "1.5");
  }

  @Test
  @DisplayName("keeps names where it can and makes them unique ignoring case")
  void names() throws Exception {
    load("t.csv", "Level,level,my col,,\"a\"\"b\"\n1,2,3,4,5\n");
    assertThat(store.table("my", "t").definition().table().columns())
        .extracting(column -> column.name())
        .containsExactly("Level", "level_2", "my col", "col4", "a_b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "votable-tabledata",
        "votable-binary",
        "votable-binary2",
        "fits-basic",
        "fits-plus",
        "ecsv"
      })
  @DisplayName("takes over types, units, UCDs and values of files that state them")
  void statedTypes(String format) throws Exception {
    Path file = folder.resolve("stated." + (format.startsWith("fits") ? "fits" : "xml"));
    try (OutputStream out = Files.newOutputStream(file)) {
      new StarTableOutput().writeStarTable(sampleTable(), out, handler(format));
    }
    assertThat(run("my.t", file.toString())).as(terminal.errors().toString()).isEqualTo(Command.OK);
    MemoryStore.Stored t = store.table("my", "t");
    assertThat(t.values("ra")).containsExactly(10.5, 266.4);
    assertThat(t.values("short")).containsExactly((short) 1, (short) -2);
    assertThat(t.values("int")).containsExactly(1, 2_000_000);
    assertThat(t.values("long")).containsExactly(1L, 9_007_199_254_740_993L);
    assertThat(t.values("float")).containsExactly(1.5f, null);
    assertThat(t.values("name")).containsExactly("first", "second");
    assertThat(t.values("flag")).containsExactly(true, false);
    assertThat(t.values("vector").stream().map(v -> Arrays.toString((float[]) v)))
        .containsExactly("[1.0, 2.0, 3.0]", "[4.0, 5.0, 6.0]");
    assertThat(t.column("vector").type().datatype()).isEqualTo(Datatype.FLOAT);
    assertThat(t.column("ra").field().unit()).isEqualTo("deg");
    assertThat(t.definition().position()).isEqualTo(new PositionColumns("ra", "dec"));
    if (!format.startsWith("fits-basic")) {
      assertThat(t.column("ra").field().ucd()).isEqualTo("pos.eq.ra;meta.main");
      assertThat(t.column("ra").field().description()).isEqualTo("Right ascension");
    }
  }

  @Test
  @DisplayName("reads ECSV as the UTF-8 that it is")
  void ecsvInUtf8() throws Exception {
    load(
        "t.ecsv",
        """
        # %ECSV 1.0
        # ---
        # datatype:
        # - {name: a, datatype: string}
        # schema: astropy-2.0
        a
        "Besançon ☉"
        """);
    assertThat(store.table("my", "t").values("a")).containsExactly("Besançon ☉");
  }

  @Test
  @DisplayName("keeps texts beyond ASCII in columns that can show them, whatever the file says")
  void beyondAscii() throws Exception {
    Path file =
        write(
            "t.vot",
            """
            <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><TABLE>
            <FIELD name="a" datatype="char" arraysize="*"/><FIELD name="b" datatype="char" arraysize="*"/>
            <DATA><TABLEDATA><TR><TD>Besançon</TD><TD>plain</TD></TR></TABLEDATA></DATA>
            </TABLE></RESOURCE></VOTABLE>
            """);
    assertThat(run("my.t", file.toString())).as(terminal.errors().toString()).isEqualTo(Command.OK);
    assertThat(store.table("my", "t").values("a")).containsExactly("Besançon");
    assertThat(store.table("my", "t").column("a").type()).isEqualTo(ValueType.UNICODE_STRING);
    assertThat(store.table("my", "t").column("b").type()).isEqualTo(ValueType.STRING);
  }

  @Test
  @DisplayName("finds positions by name in degrees, not in other units or out of range")
  void positions() throws Exception {
    load("a.csv", "name,RA_ICRS,DE_ICRS\nx,359.9,-89\n");
    assertThat(store.table("my", "t").definition().position())
        .isEqualTo(new PositionColumns("RA_ICRS", "DE_ICRS"));
    assertThat(store.table("my", "t").column("RA_ICRS").field().ucd())
        .isEqualTo("pos.eq.ra;meta.main");
    assertThat(terminal.lines().toString()).contains("position: RA_ICRS, DE_ICRS (found by name)");
    load("b.csv", "name,ra,dec\nx,359.9,-91\n");
    assertThat(store.table("my", "t").definition().position()).isNull();
  }

  @Test
  @DisplayName("reads compressed files and appends files of the same columns")
  void several() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write("a,b\n1,x\n".getBytes(StandardCharsets.UTF_8));
    }
    Path first = folder.resolve("one.csv.gz");
    Files.write(first, bytes.toByteArray());
    Path second = folder.resolve("two.csv");
    Files.writeString(second, "a,b\n2.5,y\n");
    assertThat(run("my.t", first.toString(), second.toString())).isEqualTo(Command.OK);
    assertThat(store.table("my", "t").values("a")).containsExactly(1.0, 2.5);
  }

  @Test
  @DisplayName("refuses files of different columns, naming file and column, and changes nothing")
  void differentColumns() throws Exception {
    Path first = write("one.csv", "a,b\n1,2\n");
    Path second = write("two.csv", "a,c\n1,2\n");
    assertThat(run("my.t", first.toString(), second.toString())).isEqualTo(Command.FAILED);
    assertThat(terminal.errors().toString()).contains("Column 2").contains("two.csv").contains("c");
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("replaces a table only when told to")
  void replace() throws Exception {
    load("t.csv", "a\n1\n");
    Path again = write("t2.csv", "a\n2\n");
    assertThat(run("my.t", again.toString())).isEqualTo(Command.FAILED);
    assertThat(terminal.errors().toString()).contains("--replace");
    assertThat(store.table("my", "t").values("a")).containsExactly(1);
    assertThat(run("my.t", again.toString(), "--replace")).isEqualTo(Command.OK);
    assertThat(store.table("my", "t").values("a")).containsExactly(2);
  }

  @Test
  @DisplayName("tells in one message what is wrong with arguments and files")
  void badInput() throws Exception {
    assertThat(run("t", "x.csv")).isEqualTo(Command.USAGE);
    assertThat(run("my.t")).isEqualTo(Command.USAGE);
    assertThat(run("TAP_SCHEMA.tables", "x.csv")).isEqualTo(Command.USAGE);
    assertThat(run("my.t", "--frobnicate", "x.csv")).isEqualTo(Command.USAGE);
    assertThat(run("my.t", folder.resolve("absent.fits").toString())).isEqualTo(Command.FAILED);
    Path noise = write("noise.vot", "this is no table");
    assertThat(run("my.t", noise.toString())).isEqualTo(Command.FAILED);
    assertThat(terminal.errors()).hasSize(6).last().asString().contains("noise.vot");
    assertThat(run("my.t", write("empty.csv", "").toString())).isEqualTo(Command.FAILED);
    assertThat(terminal.errors()).last().asString().contains("empty.csv", "empty");
    assertThat(terminal.errors().get(4)).contains("absent.fits");
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  @DisplayName("gives ESO's recorded rows back cell by cell")
  void recordedRows() throws Exception {
    List<Path> files = Shared.files("eso-responses", ".csv");
    for (Path file : files) {
      terminal.errors().clear();
      assertThat(run("my.t", file.toString(), "--replace"))
          .as(file + " " + terminal.errors())
          .isEqualTo(Command.OK);
      MemoryStore.Stored t = store.table("my", "t");
      List<List<String>> expected = CsvText.parse(Files.readString(file));
      assertThat(t.rows()).hasSize(expected.size() - 1);
      for (int r = 1; r < expected.size(); r++) {
        for (int c = 0; c < expected.get(r).size(); c++) {
          String cell = expected.get(r).get(c);
          Object value = t.rows().get(r - 1).get(c);
          String where = file.getFileName() + " row " + r + " column " + expected.get(0).get(c);
          if (cell.isEmpty()) {
            assertThat(value).as(where).isNull();
          } else if (value instanceof Number number) {
            assertThat(number.doubleValue()).as(where).isEqualTo(Double.parseDouble(cell));
          } else {
            assertThat(value).as(where).isEqualTo(cell);
          }
        }
      }
    }
    if (!files.isEmpty()) {
      assertThat(store.table("my", "t").column("s_region").type()).isEqualTo(ValueType.REGION);
      assertThat(store.table("my", "t").definition().position())
          .isEqualTo(new PositionColumns("ra", "dec"));
    }
  }

  @Test
  @DisplayName("loads the shared FITS tables")
  void sharedTables() throws Exception {
    List<String> tables =
        List.of(
            "musevlt_mpdaf__catalog.fits",
            "linetools_linetools__XShooter_XQ100.fits.gz",
            "astropy_astropy__checksum.fits",
            "astropy_astropy__theap-gap.fits");
    for (Path file : Shared.files("fits-samples", "")) {
      if (tables.contains(file.getFileName().toString())) {
        terminal.errors().clear();
        terminal.lines().clear();
        assertThat(run("my.t", file.toString(), "--replace"))
            .as(file + " " + terminal.errors())
            .isEqualTo(Command.OK);
        System.out.println(file.getFileName() + ": " + terminal.lines());
        assertThat(store.table("my", "t").rows()).isNotEmpty();
      }
    }
  }

  private void load(String name, String content) throws Exception {
    Path file = write(name, content);
    assertThat(run("my.t", file.toString(), "--replace"))
        .as(terminal.errors().toString())
        .isEqualTo(Command.OK);
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, content);
    return file;
  }

  private int run(String... args) throws InterruptedException {
    return command.run(List.of(args), terminal);
  }

  private static uk.ac.starlink.table.StarTableWriter handler(String format) throws IOException {
    return new StarTableOutput().getHandler(format);
  }

  private static RowListStarTable sampleTable() {
    List<ColumnInfo> columns = new ArrayList<>();
    columns.add(column("ra", Double.class, "deg", "pos.eq.ra;meta.main", "Right ascension"));
    columns.add(column("dec", Double.class, "deg", "pos.eq.dec;meta.main", "Declination"));
    columns.add(column("short", Short.class, null, null, null));
    columns.add(column("int", Integer.class, null, null, null));
    columns.add(column("long", Long.class, null, null, null));
    columns.add(column("float", Float.class, "mag", "phot.mag", null));
    columns.add(column("name", String.class, null, "meta.id", null));
    columns.add(column("flag", Boolean.class, null, null, null));
    ColumnInfo vector = column("vector", float[].class, null, null, null);
    vector.setShape(new int[] {3});
    columns.add(vector);
    RowListStarTable table = new RowListStarTable(columns.toArray(new ColumnInfo[0]));
    table.addRow(
        new Object[] {10.5, -20.25, (short) 1, 1, 1L, 1.5f, "first", true, new float[] {1, 2, 3}});
    table.addRow(
        new Object[] {
          266.4,
          -29.0,
          (short) -2,
          2_000_000,
          9_007_199_254_740_993L,
          Float.NaN,
          "second",
          false,
          new float[] {4, 5, 6}
        });
    return table;
  }

  private static ColumnInfo column(
      String name, Class<?> type, String unit, String ucd, String description) {
    ColumnInfo info = new ColumnInfo(name, type, description);
    info.setUnitString(unit);
    info.setUCD(ucd);
    return info;
  }
}
