// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.WrapperRowSequence;
import uk.ac.starlink.table.WrapperStarTable;

/**
 * A table whose texts are UTF-8 that STIL has read byte by byte, as it does with ECSV: gives the
 * texts that were meant.
 */
final class Utf8Table extends WrapperStarTable {

  private static final int LARGEST_BYTE = 0xFF;

  Utf8Table(StarTable table) {
    super(table);
  }

  @Override
  public RowSequence getRowSequence() throws IOException {
    return new WrapperRowSequence(super.getRowSequence()) {
      @Override
      @SuppressWarnings("NullAway") // STIL's tables have null for a blank.
      public Object getCell(int column) throws IOException {
        return meant(super.getCell(column));
      }

      @Override
      @SuppressWarnings("NullAway") // STIL's tables have null for a blank.
      public Object[] getRow() throws IOException {
        Object[] row = super.getRow().clone();
        for (int c = 0; c < row.length; c++) {
          row[c] = meant(row[c]);
        }
        return row;
      }
    };
  }

  private static @Nullable Object meant(@Nullable Object cell) {
    return cell instanceof String text && text.chars().allMatch(c -> c <= LARGEST_BYTE)
        ? new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
        : cell;
  }
}
