// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.text;

import java.io.IOException;
import java.io.OutputStream;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.bytes.ByteOutput;
import org.nasmyth.results.bytes.RowCells;

/**
 * Lines of separated values, the first one optionally with the columns' names. Such a document
 * cannot say that rows were cut off; one that failed ends with a line that begins with {@code #
 * QUERY_STATUS=ERROR}, because a document that only looks complete would be worse.
 */
abstract class SeparatedFormat implements ResultFormat {

  private final SeparatedStyle style;
  private final boolean header;

  SeparatedFormat(SeparatedStyle style, boolean header) {
    this.style = style;
    this.header = header;
  }

  @Override
  public final ResultWriter begin(ResultDescription description, OutputStream stream)
      throws IOException {
    ByteOutput out = new ByteOutput(stream);
    int columns = description.fields().size();
    if (header) {
      for (int i = 0; i < columns; i++) {
        if (i > 0) {
          out.ascii(style.separator());
        }
        style.text(description.fields().get(i).name(), out);
      }
      out.ascii(style.lineEnd());
    }
    return new Lines(
        new RowCells(description.fields(), style), style.separator(), style.lineEnd(), out) {
      @Override
      void endLines(Ending ending, ByteOutput lines) throws IOException {
        if (ending instanceof Ending.Failed failed) {
          style.text("# QUERY_STATUS=ERROR: " + failed.message(), lines);
          lines.ascii(style.lineEnd());
        }
      }
    };
  }
}
