// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import uk.ac.starlink.fits.FitsTableBuilder;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.util.FileDataSource;

@DisplayName("Real files come back from the embedded database cell by cell")
class RealFilesTest {

  private static final List<String> CATALOGUES =
      List.of(
          "musevlt_mpdaf__catalog.fits",
          "astropy_astropy__checksum.fits",
          "astropy_astropy__theap-gap.fits");

  private final RealStore store = new RealStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("as ESO's services answered them")
  void recordedAnswers() throws Exception {
    for (Path file : Shared.files("eso-responses", ".csv")) {
      store.load(file);
      List<List<String>> texts = CsvText.parse(Files.readString(file));
      List<List<@Nullable Object>> rows = store.rows();
      List<String> expected = new ArrayList<>();
      for (List<String> cells : texts.subList(1, texts.size())) {
        List<String> shown = new ArrayList<>();
        for (int c = 0; c < cells.size(); c++) {
          boolean isNumber = store.table().columns().get(c).type().isNumeric();
          shown.add(isNumber && !cells.get(c).isEmpty() ? number(cells.get(c)) : cells.get(c));
        }
        expected.add(shown.toString());
      }
      assertThat(
              rows.stream().map(row -> row.stream().map(RealFilesTest::shown).toList().toString()))
          .as(file.toString())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  @DisplayName("as catalogues in FITS hold them")
  void catalogues() throws Exception {
    for (Path file : Shared.files("fits-samples", ".fits")) {
      if (CATALOGUES.contains(file.getFileName().toString())) {
        store.load(file);
        assertThat(
                store.rows().stream()
                    .map(row -> row.stream().map(RealFilesTest::shown).toList().toString()))
            .as(file.toString())
            .containsExactlyInAnyOrderElementsOf(plainReading(file));
      }
    }
  }

  private static List<String> plainReading(Path file) throws Exception {
    List<String> rows = new ArrayList<>();
    StarTable table =
        new FitsTableBuilder()
            .makeStarTable(new FileDataSource(file.toFile()), false, StoragePolicy.PREFER_MEMORY);
    try (RowSequence sequence = table.getRowSequence()) {
      while (sequence.next()) {
        List<String> row = new ArrayList<>();
        for (Object cell : sequence.getRow()) {
          boolean isBlank = cell instanceof Number n && Double.isNaN(n.doubleValue());
          row.add(isBlank ? "" : shown(cell));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value.getClass().isArray()) {
      List<String> elements = new ArrayList<>();
      for (int i = 0; i < java.lang.reflect.Array.getLength(value); i++) {
        elements.add(shown(java.lang.reflect.Array.get(value, i)));
      }
      return elements.toString();
    }
    if (value instanceof Number && !value.toString().equals("NaN")) {
      return number(value.toString());
    }
    return value.toString();
  }

  /** One spelling of a number, without taking any digit away. */
  private static String number(String text) {
    if (text.equalsIgnoreCase("nan")) {
      return "";
    }
    BigDecimal exact = new BigDecimal(text);
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toString();
  }
}
