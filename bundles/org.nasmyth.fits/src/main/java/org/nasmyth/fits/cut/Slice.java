// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.Header;
import org.nasmyth.fits.HeaderEditor;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.fits.table.Column;
import org.nasmyth.fits.table.Table;

/**
 * Which elements of a table's array cells are kept. Arrays of one length belong together, as the
 * columns of a spectrum do; cells of another length stay whole.
 *
 * @param range elements that are kept, from 1
 * @param length of the arrays that are cut
 */
record Slice(PixelRange range, long length) {

  private static final Pattern LEADING_NUMBER = Pattern.compile("^(\\s*)\\d*");
  private static final Pattern DIMENSIONS = Pattern.compile("\\(\\s*([\\d,\\s]+)\\)");

  Slice {
    if (range.last() > length) {
      throw new IllegalArgumentException(
          "Elements %d to %d are not within arrays of %d."
              .formatted(range.first(), range.last(), length));
    }
  }

  /** A slice of the arrays whose length NELEM tells, or else the first column of arrays. */
  static Slice of(Table table, PixelRange range) throws FitsException {
    Header header = table.hdu().header();
    long elements = header.whole("NELEM", 0);
    if (elements <= 0) {
      elements =
          table.columns().stream()
              .filter(column -> !column.variable() && column.type() != 'A' && column.repeat() > 1)
              .findFirst()
              .map(Column::repeat)
              .orElseThrow(
                  () -> new FitsException("No column of this table is an array.", header.place()));
    }
    return new Slice(range, elements);
  }

  /** Whether the cells of a column, which are in the row, are cut. */
  boolean cuts(Column column, Header header) {
    return !column.variable()
        && column.repeat() == length
        && column.type() != 'A'
        && column.elementSize() > 0
        && (!header.has("TDIM" + column.number()) || dimensions(column, header).isPresent());
  }

  /** Whether an array in the heap is cut. */
  boolean cuts(Column column, long count) {
    return count == length && column.elementSize() > 0;
  }

  /** TDIMn with the new length, if at most one dimension is longer than 1. */
  private Optional<String> dimensions(Column column, Header header) {
    Matcher matcher = DIMENSIONS.matcher(header.text("TDIM" + column.number()).orElse(""));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<String> sizes = new ArrayList<>(List.of(matcher.group(1).replace(" ", "").split(",")));
    int at = sizes.indexOf(Long.toString(length));
    if (at < 0 || (length != 1 && Collections.frequency(sizes, "1") != sizes.size() - 1)) {
      return Optional.empty();
    }
    sizes.set(at, Long.toString(range.length()));
    return Optional.of("(" + String.join(",", sizes) + ")");
  }

  /** Changes the cards that tell the lengths of the arrays. */
  void apply(HeaderEditor editor, Table table) {
    Header header = table.hdu().header();
    for (Column column : table.columns()) {
      if (cuts(column, header)) {
        String keyword = "TFORM" + column.number();
        String form = header.text(keyword).orElse("");
        editor.set(keyword, LEADING_NUMBER.matcher(form).replaceFirst("$1" + range.length()));
        dimensions(column, header).ifPresent(text -> editor.set("TDIM" + column.number(), text));
      }
    }
    if (header.has("NELEM")) {
      editor.set("NELEM", range.length());
    }
  }
}
