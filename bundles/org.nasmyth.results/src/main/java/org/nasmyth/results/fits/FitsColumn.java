// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.fits;

import java.io.IOException;
import org.nasmyth.api.metadata.Datatype;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.results.binary.Declaration;
import org.nasmyth.results.bytes.ByteOutput;

/**
 * One column of a binary table (FITS 4.0, section 7.3), of which the cells are read twice: first
 * {@link #measure} sees them all, then they are written. A text has the width of the longest one,
 * unless that is very long; that and arrays of any length lie in the heap behind the rows.
 */
final class FitsColumn {

  private static final int PREFIX = Integer.BYTES;
  private static final int WIDEST_TEXT = 1024;

  private final Field field;
  private final Declaration declaration;
  private final int elementBytes;
  private int longest;
  private long total;

  FitsColumn(Field field) {
    this.field = field;
    this.declaration = Declaration.withMagic(field.type());
    this.elementBytes = declaration.datatype().isCharacter() ? 1 : declaration.elementBytes();
  }

  /** How its cells are laid out in the spool: characters as ASCII, which is all that FITS has. */
  Declaration spooled() {
    return declaration.datatype() == Datatype.UNICODE_CHAR
        ? new Declaration(Datatype.CHAR, declaration.arraysize(), declaration.length(), null)
        : declaration;
  }

  /**
   * Takes note of a cell.
   *
   * @param at where it begins
   * @return where it ends
   */
  int measure(byte[] rows, int at) {
    if (!declaration.isVariable()) {
      return at + fixedBytes();
    }
    int count =
        ((rows[at] & 0xFF) << 24)
            | ((rows[at + 1] & 0xFF) << 16)
            | ((rows[at + 2] & 0xFF) << 8)
            | (rows[at + 3] & 0xFF);
    longest = Math.max(longest, count);
    total += (long) count * elementBytes;
    return at + PREFIX + count * elementBytes;
  }

  /** How many bytes of the heap its cells take. */
  long heapBytes() {
    return isInHeap() ? total : 0;
  }

  /** How many bytes it takes in each row. */
  int rowBytes(boolean longPointers) {
    if (isInHeap()) {
      return 2 * (longPointers ? Long.BYTES : Integer.BYTES);
    }
    return declaration.isVariable() ? textWidth() : fixedBytes();
  }

  /** Writes its keywords. */
  void describe(int number, boolean longPointers, FitsHeader header) {
    header.put("TTYPE" + number, field.name());
    header.put("TFORM" + number, form(longPointers));
    String arraysize = declaration.arraysize();
    if (arraysize != null && !declaration.isVariable() && arraysize.contains("x")) {
      header.put("TDIM" + number, "(" + arraysize.replace('x', ',') + ")");
    }
    if (declaration.magic() != null) {
      header.put("TNULL" + number, declaration.magic());
    }
    header.put("TUNIT" + number, field.unit());
    header.put("TUCD" + number, field.ucd());
    header.put("TUTYP" + number, field.utype());
    header.put("TXTYP" + number, field.type().xtype());
    header.put("TCOMM" + number, field.description());
  }

  /**
   * Writes a cell of a row.
   *
   * @param heap where its elements lie in the heap, if they do
   * @return where the next cell's lie
   */
  long write(SpoolReader cells, boolean longPointers, long heap, ByteOutput out)
      throws IOException {
    if (!declaration.isVariable()) {
      copy(fixedBytes(), cells, out);
      return heap;
    }
    int count = cells.readInt();
    long bytes = (long) count * elementBytes;
    if (isInHeap()) {
      cells.skip(bytes);
      integer(count, longPointers, out);
      integer(count == 0 ? 0 : heap, longPointers, out);
      return heap + bytes;
    }
    copy(bytes, cells, out);
    for (long i = bytes; i < textWidth(); i++) {
      out.octet(0);
    }
    return heap;
  }

  /** Writes a cell's elements to the heap, if they belong there. */
  void writeToHeap(SpoolReader cells, ByteOutput out) throws IOException {
    if (!declaration.isVariable()) {
      cells.skip(fixedBytes());
      return;
    }
    long bytes = (long) cells.readInt() * elementBytes;
    if (isInHeap()) {
      copy(bytes, cells, out);
    } else {
      cells.skip(bytes);
    }
  }

  private void copy(long bytes, SpoolReader cells, ByteOutput out) throws IOException {
    switch (declaration.datatype()) {
      case BOOLEAN -> cells.copy(bytes, b -> b == '?' ? 0 : b, out);
      case CHAR, UNICODE_CHAR -> cells.copy(bytes, FitsColumn::character, out);
      default -> cells.copy(bytes, out);
    }
  }

  /** What FITS has for a character: printable ones only (FITS 4.0, section 7.3.3.1). */
  private static int character(int c) {
    return c == 0 || (c >= ' ' && c <= '~') ? c : ' ';
  }

  private static void integer(long value, boolean asLong, ByteOutput out) throws IOException {
    for (int shift = (asLong ? Long.SIZE : Integer.SIZE) - 8; shift >= 0; shift -= 8) {
      out.octet((int) (value >>> shift));
    }
  }

  private boolean isInHeap() {
    return declaration.isVariable()
        && (!declaration.datatype().isCharacter() || longest > WIDEST_TEXT);
  }

  private int fixedBytes() {
    return declaration.length() * elementBytes;
  }

  private int textWidth() {
    return Math.max(longest, 1);
  }

  private String form(boolean longPointers) {
    char letter =
        switch (declaration.datatype()) {
          case BOOLEAN -> 'L';
          case UNSIGNED_BYTE -> 'B';
          case SHORT -> 'I';
          case INT -> 'J';
          case LONG -> 'K';
          case FLOAT -> 'E';
          case DOUBLE -> 'D';
          case CHAR, UNICODE_CHAR -> 'A';
        };
    if (isInHeap()) {
      return "1" + (longPointers ? 'Q' : 'P') + letter + "(" + longest + ")";
    }
    return (declaration.isVariable() ? textWidth() : declaration.length()) + String.valueOf(letter);
  }
}
