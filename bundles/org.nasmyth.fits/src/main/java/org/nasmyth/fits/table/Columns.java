// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nasmyth.fits.CardValue;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.Header;

/** Reads what a table's header says of its columns. */
final class Columns {

  private static final int MOST_FIELDS = 999;
  private static final Pattern BINARY =
      Pattern.compile("\\s*(\\d{0,18})([LXBIJKAEDCM])(.*)", Pattern.DOTALL);
  private static final Pattern HEAP =
      Pattern.compile("\\s*([01]?)([PQ])([LXBIJKAEDCM])(.*)", Pattern.DOTALL);
  private static final Pattern ASCII =
      Pattern.compile("\\s*([AIFED])(\\d{1,9})(\\.\\d{1,9})?\\s*", Pattern.DOTALL);

  private final Header header;

  private Columns(Header header) {
    this.header = header;
  }

  static List<Column> of(Hdu hdu) throws FitsException {
    return new Columns(hdu.header()).read(hdu.kind() == HduKind.ASCII_TABLE);
  }

  private List<Column> read(boolean ascii) throws FitsException {
    long fields = header.required("TFIELDS");
    if (fields < 0 || fields > MOST_FIELDS) {
      throw new FitsException("TFIELDS is not between 0 and 999.", header.place("TFIELDS"));
    }
    long rowLength = header.required("NAXIS1");
    List<Column> columns = new ArrayList<>();
    long offset = 0;
    for (int n = 1; n <= fields; n++) {
      Column column = ascii ? ascii(n) : binary(n, offset);
      if (column.offset() + column.width() > rowLength) {
        throw new FitsException(
            "Column %d ends behind the row of %d bytes.".formatted(n, rowLength),
            header.place("TFORM" + n));
      }
      offset += column.width();
      columns.add(column);
    }
    return List.copyOf(columns);
  }

  private String form(int n) throws FitsException {
    String keyword = "TFORM" + n;
    return header
        .text(keyword)
        .orElseThrow(
            () ->
                new FitsException(
                    keyword + " is missing or no character string.", header.place(keyword)));
  }

  private Column binary(int n, long offset) throws FitsException {
    String form = form(n);
    Matcher heap = HEAP.matcher(form);
    if (heap.matches()) {
      boolean wide = heap.group(2).equals("Q");
      boolean present = !heap.group(1).equals("0");
      long width = present ? (wide ? 16 : 8) : 0;
      return column(n, heap.group(3).charAt(0), true, wide, present ? 1 : 0, offset, width);
    }
    Matcher fixed = BINARY.matcher(form);
    if (!fixed.matches()) {
      throw new FitsException(
          "TFORM%d is not the form of a column.".formatted(n), header.place("TFORM" + n));
    }
    long repeat = fixed.group(1).isEmpty() ? 1 : Long.parseLong(fixed.group(1));
    char type = fixed.group(2).charAt(0);
    long width;
    try {
      width =
          type == 'X'
              ? (repeat + 7) / 8
              : Math.multiplyExact(repeat, (long) Column.elementSize(type));
    } catch (ArithmeticException e) {
      throw new FitsException("TFORM%d is too wide.".formatted(n), header.place("TFORM" + n), e);
    }
    return column(n, type, false, false, repeat, offset, width);
  }

  private Column ascii(int n) throws FitsException {
    Matcher form = ASCII.matcher(form(n));
    if (!form.matches()) {
      throw new FitsException(
          "TFORM%d is not the form of a column.".formatted(n), header.place("TFORM" + n));
    }
    long width = Long.parseLong(form.group(2));
    long start = header.required("TBCOL" + n);
    if (start < 1 || start > Integer.MAX_VALUE) {
      throw new FitsException("TBCOL%d is wrong.".formatted(n), header.place("TBCOL" + n));
    }
    return column(n, form.group(1).charAt(0), false, false, width, start - 1, width);
  }

  private Column column(
      int n, char type, boolean variable, boolean wide, long repeat, long offset, long width)
      throws FitsException {
    return new Column(
        n,
        header.text("TTYPE" + n).orElse(""),
        type,
        variable,
        wide,
        repeat,
        offset,
        width,
        header.decimal("TSCAL" + n).orElse(BigDecimal.ONE),
        header.decimal("TZERO" + n).orElse(BigDecimal.ZERO),
        blank(n),
        header.text("TUNIT" + n).orElse(""),
        header.text("TUCD" + n).orElse(""));
  }

  private Optional<String> blank(int n) {
    return header
        .value("TNULL" + n)
        .flatMap(
            value -> {
              if (value instanceof CardValue.Whole whole) {
                return Optional.of(whole.value().toString());
              }
              return value instanceof CardValue.Text text
                  ? Optional.of(text.text())
                  : Optional.empty();
            });
  }
}
