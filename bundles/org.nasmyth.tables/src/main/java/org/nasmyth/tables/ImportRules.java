// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

/**
 * How an import treats what it reads.
 *
 * @param mostRows more rows are refused
 * @param mostColumns more columns are refused
 * @param describesPositions whether columns that are found to be a position get the UCD and the
 *     unit of one where they have none; without it columns keep exactly what the file says of them
 */
public record ImportRules(long mostRows, int mostColumns, boolean describesPositions) {

  /** For tables that become part of an archive: any size, and well described. */
  public static final ImportRules ARCHIVE =
      new ImportRules(Long.MAX_VALUE, Integer.MAX_VALUE, true);
}
