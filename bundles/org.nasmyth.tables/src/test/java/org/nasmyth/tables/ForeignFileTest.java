// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.database.duckdb.internal.DuckDbDatabase;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowListStarTable;
import uk.ac.starlink.table.StarTableOutput;

@DisplayName("A stranger's file")
class ForeignFileTest {

  private static final String BEGIN =
      """
      <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE><TABLE>
      """;
  private static final String END = "</TABLE></RESOURCE></VOTABLE>\n";

  private static DuckDbDatabase database;
  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    database = Uploaded.database();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private Uploaded upload(byte[] content)
      throws IOException, TableReadException, DatabaseException, InterruptedException {
    Path file = Files.write(folder.resolve("secret-name"), content);
    try {
      return Uploaded.of(file, database);
    } catch (TableReadException e) {
      assertThat(e).hasMessageNotContaining("secret-name").hasMessageContaining("TAP_UPLOAD.t");
      throw e;
    }
  }

  private Uploaded upload(String content)
      throws IOException, TableReadException, DatabaseException, InterruptedException {
    return upload(content.getBytes(StandardCharsets.UTF_8));
  }

  private static String tableData(String fields, String... rows) {
    StringBuilder text = new StringBuilder(BEGIN).append(fields).append("<DATA><TABLEDATA>\n");
    for (String row : rows) {
      text.append("<TR>");
      for (String cell : row.split(",", -1)) {
        text.append("<TD>").append(cell).append("</TD>");
      }
      text.append("</TR>\n");
    }
    return text.append("</TABLEDATA></DATA>").append(END).toString();
  }

  @Test
  void isToldByItsContentWhateverItIsCalled() throws Exception {
    String csv = "id,name\n1,a\n2,b\n";
    assertThat(upload(csv).rows()).containsExactly(List.of(1, "a"), List.of(2, "b"));
    assertThat(upload(csv.replace(',', '\t')).rows()).hasSize(2);
    assertThat(upload("\uFEFF" + csv).fields().get(0).name()).isEqualTo("id");
    for (String format : List.of("votable", "fits-basic", "fits-plus", "ecsv", "parquet-duckdb")) {
      assertThat(upload(written(format)).rows()).as(format).containsExactly(List.of(7, "x"));
    }
  }

  private byte[] written(String format) throws Exception {
    if (format.equals("parquet-duckdb")) {
      Path file = folder.resolve("made.parquet");
      try (var connection = new org.duckdb.DuckDBDriver().connect("jdbc:duckdb:", null);
          var statement = connection.createStatement()) {
        statement.execute("COPY (SELECT 7 AS id, 'x' AS name) TO '" + file + "' (FORMAT parquet)");
      }
      return Files.readAllBytes(file);
    }
    ColumnInfo id = new ColumnInfo("id", Integer.class, null);
    RowListStarTable table =
        new RowListStarTable(new ColumnInfo[] {id, new ColumnInfo("name", String.class, null)});
    table.addRow(new Object[] {7, "x"});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StarTableOutput output = new StarTableOutput();
    output.writeStarTable(table, out, output.getHandler(format));
    return out.toByteArray();
  }

  @Test
  void keepsWhatItSaysOfItsColumnsAndNoMore() throws Exception {
    Uploaded uploaded =
        upload(
            tableData(
                "<FIELD name='ra' datatype='double'/><FIELD name='dec' datatype='double'/>",
                "10,20"));
    assertThat(uploaded.fields())
        .containsExactly(Field.of("ra", ValueType.DOUBLE), Field.of("dec", ValueType.DOUBLE));
  }

  @Test
  void mayHaveNoRows() throws Exception {
    assertThat(upload(tableData("<FIELD name='a' datatype='int'/>")).rows()).isEmpty();
  }

  @Test
  void mayHoldLettersBeyondAsciiInColumnsOfChars() throws Exception {
    Uploaded uploaded =
        upload(tableData("<FIELD name='a' datatype='char' arraysize='*'/>", "größe"));
    assertThat(uploaded.rows()).containsExactly(List.of("größe"));
    assertThat(uploaded.fields().get(0).type().datatype()).isEqualTo(Datatype.UNICODE_CHAR);
  }

  @ParameterizedTest(name = "[{index}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<VOTABLE><RESOURCE><TABLE> | line 1, column",
        "<html><p>Log in</html> | line 1, column",
        "<VOTABLE><RESOURCE/></VOTABLE> | no TABLE with DATA",
        "` ` | No table was recognised in TAP_UPLOAD.t. Known are VOTable, FITS,",
        "SIMPLE  =                    T | TAP_UPLOAD.t"
      })
  void thatIsBrokenIsExplained(String content, String message) {
    assertThatThrownBy(() -> upload(content))
        .isInstanceOf(TableReadException.class)
        .hasMessageContaining(message);
  }

  @Test
  void thatBreaksOffIsExplainedWithTheLine() {
    String whole = tableData("<FIELD name='a' datatype='int'/>", "1", "2", "3");
    assertThatThrownBy(() -> upload(whole.substring(0, whole.indexOf("<TD>3"))))
        .hasMessageContaining("line 5, column");
  }

  @Test
  void cannotDeclareEntitiesNorNameOtherDocuments() throws Exception {
    Path other = Files.writeString(folder.resolve("other"), "top secret");
    String bomb =
        "<!DOCTYPE b [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
            + tableData("<FIELD name='a' datatype='char' arraysize='*'/>", "&b;");
    String external =
        "<!DOCTYPE b [<!ENTITY x SYSTEM '"
            + other.toUri()
            + "'>]>"
            + tableData("<FIELD name='a' datatype='char' arraysize='*'/>", "&x;");
    String dtd = "<!DOCTYPE VOTABLE SYSTEM '" + other.toUri() + "'>" + tableData("");
    for (String document : List.of(bomb, external, dtd)) {
      assertThatThrownBy(() -> upload(document))
          .isInstanceOf(TableReadException.class)
          .hasMessageContaining("DOCTYPE")
          .hasMessageNotContaining("secret");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BINARY", "BINARY2", "FITS"})
  void cannotHaveItsDataReadFromElsewhere(String element) {
    String document =
        BEGIN
            + "<FIELD name='a' datatype='char' arraysize='4'/><DATA><"
            + element
            + "><STREAM href='file:///etc/passwd'/></"
            + element
            + "></DATA>"
            + END;
    assertThatThrownBy(() -> upload(document)).hasMessageContaining("STREAM with href");
  }

  @Test
  void cannotExpandWithoutEnd() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(new byte[100_000_000]);
    }
    String document =
        BEGIN
            + "<FIELD name='a' datatype='int'/><DATA><BINARY><STREAM encoding='gzip'>"
            + Base64.getEncoder().encodeToString(bytes.toByteArray())
            + "</STREAM></BINARY></DATA>"
            + END;
    assertThatThrownBy(() -> upload(document)).isInstanceOf(TableReadException.class);
  }

  @Test
  void cannotTellOfArraysThatAreNotThere() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new DataOutputStream(bytes).writeInt(Integer.MAX_VALUE - 8);
    String variable =
        BEGIN
            + "<FIELD name='a' datatype='double' arraysize='*'/><DATA><BINARY>"
            + "<STREAM encoding='base64'>"
            + Base64.getEncoder().encodeToString(bytes.toByteArray())
            + "</STREAM></BINARY></DATA>"
            + END;
    assertThatThrownBy(() -> upload(variable)).isInstanceOf(TableReadException.class);
    assertThatThrownBy(
            () ->
                upload(
                    tableData(
                        "<FIELD name='a' datatype='double' arraysize='100000x100000'/>", "1")))
        .hasMessageContaining("arrays of more than 1000000 elements");
  }

  @Test
  void cannotFillTheMemoryWithWhatIsNoRow() {
    String many = BEGIN + "<INFO name='a' value='b'/>".repeat(300_000) + END;
    assertThatThrownBy(() -> upload(many)).hasMessageContaining("more than 200000 elements");
    String wide = BEGIN + "<DESCRIPTION>" + "x".repeat(20_000_000) + "</DESCRIPTION>" + END;
    assertThatThrownBy(() -> upload(wide)).hasMessageContaining("characters outside of its rows");
    assertThatThrownBy(
            () ->
                upload(
                    tableData(
                        "<FIELD name='a' datatype='char' arraysize='*'/>", "x".repeat(20_000_000))))
        .hasMessageContaining("a cell has more than");
  }

  @Test
  void hasLimitsOfRowsAndColumns() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i <= Uploaded.RULES.mostRows(); i++) {
      rows.add(String.valueOf(i));
    }
    assertThatThrownBy(
            () ->
                upload(tableData("<FIELD name='a' datatype='int'/>", rows.toArray(new String[0]))))
        .hasMessage(
            "TAP_UPLOAD.t has more than 1000 rows, the most that are taken; send it in parts.");
    assertThatThrownBy(() -> upload("a,".repeat(60) + "b\n" + "1,".repeat(60) + "2\n"))
        .hasMessage("TAP_UPLOAD.t has 61 columns; at most 50 are taken.");
  }

  @Test
  void withAValueThatDoesNotFitIsExplained() {
    assertThatThrownBy(
            () ->
                upload(
                    tableData(
                        "<FIELD name='when' datatype='char' arraysize='*' xtype='timestamp'/>",
                        "2020-01-01T00:00:00",
                        "yesterday")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageStartingWith("Row 2 of TAP_UPLOAD.t: column when: ")
        .extracting(e -> ((DatabaseException) e).kind())
        .isEqualTo(DatabaseException.Kind.BAD_VALUE);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "double, 2, timestamp",
    "double, , point",
    "int, 2, point",
    "char, *, polygon",
    "short, , adql:REGION",
    "float, 3, circle"
  })
  @DisplayName("may name an xtype that its values are not of")
  void oddTypes(String datatype, @Nullable String arraysize, String xtype) throws Exception {
    String size = arraysize == null ? "" : " arraysize='" + arraysize + "'";
    String values =
        arraysize == null
            ? "1"
            : "3".equals(arraysize)
                ? "1 2 3"
                : datatype.equals("char") ? "POLYGON ICRS 1 1 2 1 2 2" : "1 2";
    Uploaded uploaded =
        upload(
            tableData(
                "<FIELD name='a' datatype='" + datatype + "'" + size + " xtype='" + xtype + "'/>",
                values));
    assertThat(uploaded.rows()).hasSize(1);
    boolean possible = datatype.equals("char") || datatype.equals("float");
    assertThat(uploaded.fields().get(0).type().xtype()).isEqualTo(possible ? xtype : null);
  }
}
