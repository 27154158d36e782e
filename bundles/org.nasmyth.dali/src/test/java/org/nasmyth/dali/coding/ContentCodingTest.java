// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.coding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How Accept-Encoding leads to a coding. */
class ContentCodingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip | GZIP",
        "gzip, deflate | GZIP",
        "gzip, deflate, br, zstd | ZSTD",
        "zstd;q=0.5, gzip | GZIP",
        "gzip;q=0.5, zstd;q=0.9 | ZSTD",
        "GZIP;Q=1 | GZIP",
        "x-gzip | GZIP",
        "* | ZSTD",
        "*, zstd;q=0 | GZIP",
        "gzip;q=0 | IDENTITY",
        "identity, gzip;q=0.5 | IDENTITY",
        "identity;q=0.5, gzip | GZIP",
        "br | IDENTITY",
        "gzip;q=nonsense | IDENTITY",
        "'' | IDENTITY",
      })
  void headerLeadsToCoding(String header, ContentCoding coding) {
    assertThat(ContentCoding.choose(header, "text/csv;charset=UTF-8")).isEqualTo(coding);
  }

  @Test
  void clientThatSaysNothingGetsDocumentsAsTheyAre() {
    assertThat(ContentCoding.choose(null, "text/csv")).isEqualTo(ContentCoding.IDENTITY);
  }

  @Test
  void compressedDocumentStaysAsItIs() {
    assertThat(ContentCoding.choose("gzip", "application/vnd.apache.parquet; x=y"))
        .isEqualTo(ContentCoding.IDENTITY);
  }
}
