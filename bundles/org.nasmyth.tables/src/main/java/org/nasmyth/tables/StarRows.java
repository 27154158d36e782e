// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import java.io.IOException;
import java.util.List;
import org.nasmyth.tables.parquet.ParquetTable;
import uk.ac.starlink.fits.ColFitsStarTable;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;

/**
 * A table that STIL reads row by row.
 *
 * @param description the table
 * @param textual whether all its values are texts
 */
record StarRows(StarTable description, boolean textual) implements OpenTable {

  @Override
  public List<String> remarks() {
    if (description instanceof ColFitsStarTable) {
      return List.of("one row of equally long arrays; their elements were loaded as rows");
    }
    return description instanceof ParquetTable parquet ? parquet.remarks() : List.of();
  }

  @Override
  public <X extends Exception> void forEachRow(RowUse<X> use)
      throws IOException, X, TableReadException, InterruptedException {
    try (RowSequence sequence = description.getRowSequence()) {
      while (sequence.next()) {
        use.row(sequence.getRow());
      }
    }
  }
}
