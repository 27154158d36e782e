// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.everything;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  static StilReader ecsv() {
    return new StilReader(new EcsvTableBuilder());
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
        builder.makeStarTable(
            new FileDataSource(file.toFile()), true, StoragePolicy.PREFER_MEMORY);
    List<Object[]> rows = new ArrayList<>();
    try (RowSequence sequence = table.getRowSequence()) {
      while (sequence.next()) {
        rows.add(sequence.getRow().clone());
      }
    }
    return rows;
  }
}
