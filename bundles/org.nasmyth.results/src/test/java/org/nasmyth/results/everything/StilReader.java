// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.everything;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nasmyth.api.metadata.Field;
import uk.ac.starlink.ecsv.EcsvTableBuilder;
import uk.ac.starlink.fits.FitsTableBuilder;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.TableBuilder;
import uk.ac.starlink.util.FileDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

/** STIL, which TOPCAT uses. */
record StilReader(TableBuilder builder) implements Reader {

  static StilReader votable() {
    return new StilReader(new VOTableBuilder());
  }

  static StilReader fits() {
    return new StilReader(new FitsTableBuilder());
  }

  /** For ECSV, of which STIL takes each byte for a character. */
  static Reader ecsv() {
    StilReader bytes = new StilReader(new EcsvTableBuilder());
    return (document, fields) -> {
      List<Object[]> rows = bytes.read(document, fields);
      rows.forEach(row -> Arrays.setAll(row, i -> fromUtf8(row[i])));
      return rows;
    };
  }

  private static Object fromUtf8(Object value) {
    return value instanceof String text ? new String(text.getBytes(ISO_8859_1), UTF_8) : value;
  }

  @Override
  public List<Object[]> read(byte[] document, List<Field> fields) throws IOException {
    Path file = Files.createTempFile("result", ".table");
    try {
      Files.write(file, document);
      return read(file);
    } finally {
      Files.delete(file);
    }
  }

  private List<Object[]> read(Path file) throws IOException {
    StarTable table =
        builder.makeStarTable(new FileDataSource(file.toFile()), true, StoragePolicy.PREFER_MEMORY);
    List<Object[]> rows = new ArrayList<>();
    try (RowSequence sequence = table.getRowSequence()) {
      while (sequence.next()) {
        rows.add(sequence.getRow().clone());
      }
    }
    return rows;
  }
}
