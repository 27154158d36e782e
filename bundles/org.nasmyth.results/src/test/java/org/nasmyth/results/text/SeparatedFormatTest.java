// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.metadata.ValueType;
import org.nasmyth.api.results.Ending;
import org.nasmyth.results.SampleTable;

/** CSV and TSV as other programs read them. */
class SeparatedFormatTest {

  private static final List<Field> FIELDS =
      List.of(
          Field.of("plain", ValueType.STRING),
          Field.of("a \"strange\", name", ValueType.UNICODE_STRING),
          Field.of("x", ValueType.DOUBLE),
          Field.of("flag", ValueType.BOOLEAN),
          Field.of("place", ValueType.POINT));

  private static final SampleTable TABLE =
      SampleTable.of(
          FIELDS,
          List.of(
              new Object[] {"a,b", "say \"hi\"\r\n€ 𝔸", -0.5, true, new double[] {1.5, -2}},
              new Object[] {"", null, Double.NaN, null, null},
              new Object[] {" padded ", "tab\there", Double.NEGATIVE_INFINITY, false, null}));

  @Test
  void csvReadsBackCellByCell() throws IOException {
    List<CSVRecord> records = parse(text(new CsvFormat()));

    assertThat(records.get(0).toList())
        .containsExactly("plain", "a \"strange\", name", "x", "flag", "place");
    assertThat(records.get(1).toList())
        .containsExactly("a,b", "say \"hi\"\r\n€ 𝔸", "-0.5", "true", "1.5 -2.0");
    assertThat(records.get(3).toList())
        .containsExactly(" padded ", "tab\there", "-Infinity", "false", "");
    assertThat(records).hasSize(4);
  }

  @Test
  void csvTellsAnEmptyTextFromNull() throws IOException {
    assertThat(text(new CsvFormat())).contains("\r\n\"\",,NaN,,\r\n");
  }

  @Test
  void headerCanBeLeftOut() throws IOException {
    assertThat(parse(text(new HeaderlessCsvFormat()))).hasSize(3);
  }

  @Test
  void tsvHasOneLineForEachRow() throws IOException {
    List<String> lines = text(new TsvFormat()).lines().toList();

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0).split("\t")).hasSize(5);
    assertThat(lines.get(1)).isEqualTo("a,b\tsay \"hi\"  € 𝔸\t-0.5\ttrue\t1.5 -2.0");
    assertThat(lines.get(3)).startsWith(" padded \ttab here\t");
  }

  @Test
  void overflowLeavesNoMark() throws IOException {
    assertThat(TABLE.written(new CsvFormat(), new Ending.Overflow("more")))
        .isEqualTo(TABLE.written(new CsvFormat()));
  }

  @Test
  void failureIsToldInTheLastLine() throws IOException {
    String text =
        new String(TABLE.written(new CsvFormat(), new Ending.Failed("no disk, no rows")), UTF_8);

    assertThat(text).endsWith("\r\n\"# QUERY_STATUS=ERROR: no disk, no rows\"\r\n");
  }

  private static String text(SeparatedFormat format) throws IOException {
    return new String(TABLE.written(format), UTF_8);
  }

  private static List<CSVRecord> parse(String text) throws IOException {
    try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
      return parser.getRecords();
    }
  }
}
