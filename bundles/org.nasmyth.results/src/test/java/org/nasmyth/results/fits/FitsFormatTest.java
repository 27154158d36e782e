// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.fits;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultDescription.Info;
import org.nasmyth.api.results.UnwritableResultException;
import org.nasmyth.results.SampleTable;
import uk.ac.starlink.fits.FitsTableBuilder;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.util.FileDataSource;

/** FITS binary tables, beyond that their cells come back. */
class FitsFormatTest {

  private static final Field NAME = Field.of("name", ValueType.STRING);

  @TempDir Path folder;

  @Test
  void documentConsistsOfBlocksWhateverItsSize() throws IOException {
    for (int rows : new int[] {0, 1, 719, 720, 721}) {
      List<Object[]> values = Collections.nCopies(rows, new Object[] {7});
      byte[] document = written(SampleTable.of(List.of(Field.of("n", ValueType.INT)), values));

      assertThat(document.length % 2880).isZero();
    }
  }

  @Test
  void headerTellsWhatColumnsMean() throws IOException {
    String description = "It's a long one: " + "word ".repeat(30) + "e\u0301nd";
    Field field = new Field("ra", ValueType.DOUBLE, "deg", "pos.eq.ra", "a:b", description);
    StarTable table = read(written(SampleTable.row(List.of(field), 1.0)));

    assertThat(table.getColumnInfo(0).getUnitString()).isEqualTo("deg");
    assertThat(table.getColumnInfo(0).getUCD()).isEqualTo("pos.eq.ra");
    assertThat(table.getColumnInfo(0).getUtype()).isEqualTo("a:b");
    assertThat(table.getColumnInfo(0).getDescription())
        .isEqualTo(description.replace('\u0301', '?'));
  }

  @Test
  void quotesAtTheEndOfACardStayWhole() throws IOException {
    for (int quotes = 1; quotes < 80; quotes++) {
      String description = "'".repeat(quotes) + "x".repeat(quotes) + "''";
      StarTable table =
          read(written(SampleTable.row(List.of(NAME.withDescription(description)), "a")));

      assertThat(table.getColumnInfo(0).getDescription()).isEqualTo(description);
    }
  }

  @Test
  void queryAndEndingAreInTheHeader() throws IOException {
    SampleTable table =
        new SampleTable(
            List.of(NAME),
            List.of(new Info("QUERY", "SELECT a -- why\nFROM b", null)),
            List.<Object[]>of(new Object[] {"x"}));

    String text = new String(table.written(format(), new Ending.Overflow("Cut off.")), ISO_8859_1);

    assertThat(text)
        .contains("COMMENT QUERY: SELECT a -- why   ", "COMMENT FROM b  ")
        .contains("QSTATUS = 'OVERFLOW'", "COMMENT Cut off.");
  }

  @Test
  void veryLongTextLiesInTheHeap() throws IOException {
    String region = "POLYGON J2000 " + "1.25 -3.5 ".repeat(2000) + "1";
    SampleTable table =
        SampleTable.of(
            List.of(NAME), List.of(new Object[] {"short"}, new Object[] {region}, new Object[1]));

    StarTable read = read(written(table));

    assertThat(read.getCell(0, 0)).isEqualTo("short");
    assertThat(read.getCell(1, 0)).isEqualTo(region);
    assertThat(written(table)).hasSizeLessThan(2 * region.length() + 10_000);
  }

  @Test
  void largeResultIsKeptInAFileThatIsGoneAfterwards() throws IOException {
    List<Object[]> rows = new ArrayList<>();
    IntStream.range(0, 40_000).forEach(i -> rows.add(new Object[] {"row number " + i}));

    StarTable read = read(written(SampleTable.of(List.of(NAME), rows)));

    assertThat(read.getRowCount()).isEqualTo(40_000);
    assertThat(read.getCell(39_999, 0)).isEqualTo("row number 39999");
    assertThat(folder.resolve("spool")).isEmptyDirectory();
  }

  @Test
  void resultBeyondTheLimitIsRefusedBeforeAByteIsWritten() {
    FitsFormat small = new FitsFormat(folder, 2_000_000);
    List<Object[]> rows = Collections.nCopies(4000, new Object[] {"x".repeat(1000)});

    assertThatThrownBy(() -> SampleTable.of(List.of(NAME), rows).written(small))
        .isInstanceOf(UnwritableResultException.class)
        .hasMessageContaining("larger than 2 MB");
  }

  @Test
  void folderThatCannotBeMadeIsTheServersFault() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    List<Object[]> rows = Collections.nCopies(1000, new Object[] {"x".repeat(1000)});

    assertThatThrownBy(
            () ->
                SampleTable.of(List.of(NAME), rows)
                    .written(new FitsFormat(file.resolve("below"), 1_000_000_000)))
        .isInstanceOf(UnwritableResultException.class)
        .hasMessageContaining("no room")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void tooManyColumnsAreRefused() {
    List<Field> fields =
        IntStream.range(0, 1000).mapToObj(i -> Field.of("c" + i, ValueType.INT)).toList();
    ResultDescription description = new ResultDescription(fields, List.of(), null);

    assertThatThrownBy(() -> format().begin(description, new ByteArrayOutputStream()))
        .isInstanceOf(UnwritableResultException.class)
        .hasMessageContaining("1000 columns");
  }

  private FitsFormat format() {
    return new FitsFormat(folder.resolve("spool"), 100_000_000);
  }

  private byte[] written(SampleTable table) throws IOException {
    return table.written(format());
  }

  private StarTable read(byte[] document) throws IOException {
    Path file = Files.write(folder.resolve("result.fits"), document);
    return new FitsTableBuilder()
        .makeStarTable(new FileDataSource(file.toFile()), true, StoragePolicy.PREFER_MEMORY);
  }
}
