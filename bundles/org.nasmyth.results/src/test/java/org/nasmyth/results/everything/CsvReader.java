// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.everything;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.apache.commons.csv.QuoteMode;
import org.nasmyth.api.metadata.Field;

/** Commons CSV. Values come as texts. */
record CsvReader(CSVFormat format) implements Reader {

  static CsvReader csv() {
    return new CsvReader(
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .setNullString("")
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .setIgnoreEmptyLines(false)
            .get());
  }

  static CsvReader tsv() {
    return new CsvReader(
        CSVFormat.RFC4180
            .builder()
            .setDelimiter('\t')
            .setQuote(null)
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .setNullString("")
            .setIgnoreEmptyLines(false)
            .get());
  }

  @Override
  public List<Object[]> read(byte[] document, List<Field> fields) throws IOException {
    try (CSVParser parser = CSVParser.parse(new String(document, UTF_8), format)) {
      return parser.stream().map(row -> (Object[]) row.values()).toList();
    }
  }
}
