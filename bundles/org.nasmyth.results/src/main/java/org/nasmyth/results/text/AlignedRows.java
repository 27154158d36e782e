// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.metadata.Field;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.RowCells;

/**
 * Writes rows in aligned columns. A column is as wide as the first batch needs it; a longer value
 * behind that is written whole and pushes its line to the right.
 */
final class AlignedRows implements ResultWriter {

  private static final int WIDEST = 64;

  private final List<Field> fields;
  private final RowCells cells;
  private final ByteOutput out;
  private final ByteArrayOutputStream cell = new ByteArrayOutputStream();
  private final ByteOutput cellOutput = new ByteOutput(cell);
  private final int[] widths;
  private boolean begun;
  private long rows;

  AlignedRows(List<Field> fields, ByteOutput out) {
    this.fields = fields;
    this.cells = new RowCells(fields, SeparatedStyle.TSV);
    this.out = out;
    this.widths =
        fields.stream().mapToInt(f -> Math.max(length(f.name()), length(f.unit()))).toArray();
  }

  @Override
  public void write(RowBatch batch) throws IOException {
    cells.turnTo(batch);
    if (!begun) {
      for (int row = 0; row < batch.rows(); row++) {
        for (int i = 0; i < widths.length; i++) {
          int length = characters(cell(row, i));
          widths[i] = Math.max(widths[i], Math.min(length, WIDEST));
        }
      }
      begin();
    }
    for (int row = 0; row < batch.rows(); row++) {
      for (int i = 0; i < widths.length; i++) {
        byte[] text = cell(row, i);
        separate(i);
        place(text, widths[i] - characters(text), fields.get(i).type().isNumeric(), i);
      }
      out.ascii('\n');
    }
    rows += batch.rows();
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void end(Ending ending) throws IOException {
    if (!begun) {
      begin();
    }
    out.ascii(rows == 1 ? "(1 row)\n" : "(" + rows + " rows)\n");
    if (ending instanceof Ending.Overflow overflow) {
      note(overflow.message());
    } else if (ending instanceof Ending.Failed failed) {
      note("ERROR: " + failed.message());
    }
    out.flush();
  }

  private void begin() throws IOException {
    begun = true;
    header(fields.stream().map(Field::name).toList());
    if (fields.stream().anyMatch(field -> field.unit() != null)) {
      header(fields.stream().map(field -> field.unit() == null ? "" : field.unit()).toList());
    }
    for (int i = 0; i < widths.length; i++) {
      out.ascii(i > 0 ? "-+-" : "");
      fill('-', widths[i]);
    }
    out.ascii('\n');
  }

  private void header(List<String> texts) throws IOException {
    for (int i = 0; i < widths.length; i++) {
      separate(i);
      byte[] text = texts.get(i).getBytes(UTF_8);
      place(text, widths[i] - characters(text), fields.get(i).type().isNumeric(), i);
    }
    out.ascii('\n');
  }

  private void separate(int column) throws IOException {
    out.ascii(column > 0 ? " | " : "");
  }

  private void place(byte[] text, int room, boolean right, int column) throws IOException {
    if (right) {
      fill(' ', room);
    }
    out.bytes(text, 0, text.length);
    if (!right && column < widths.length - 1) {
      fill(' ', room);
    }
  }

  private void fill(char with, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      out.ascii(with);
    }
  }

  private void note(String message) throws IOException {
    byte[] text = message.getBytes(UTF_8);
    out.bytes(text, 0, text.length);
    out.ascii('\n');
  }

  private byte[] cell(int row, int column) throws IOException {
    cell.reset();
    cells.write(row, column, cellOutput);
    cellOutput.flush();
    return cell.toByteArray();
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.codePointCount(0, text.length());
  }

  /** How many characters a text in UTF-8 has: the bytes that continue none. */
  private static int characters(byte[] text) {
    int count = 0;
    for (byte b : text) {
      count += (b & 0xC0) == 0x80 ? 0 : 1;
    }
    return count;
  }
}
