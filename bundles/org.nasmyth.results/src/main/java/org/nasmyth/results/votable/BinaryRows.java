// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.io.IOException;
import java.util.List;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.results.binary.Declaration;
import org.nasmyth.results.binary.RowLayout;
import org.nasmyth.results.bytes.ByteOutput;

/** Rows as bytes in base64: BINARY or BINARY2 (VOTable 1.4, sections 5.4 and 5.5). */
final class BinaryRows implements RowWriter {

  private final String element;
  private final RowLayout layout;
  private final ByteOutput out;
  private final Base64Lines base64;

  BinaryRows(List<Declaration> declarations, boolean flagged, ByteOutput out) {
    this.element = flagged ? "BINARY2" : "BINARY";
    this.layout = new RowLayout(declarations, flagged);
    this.out = out;
    this.base64 = new Base64Lines(out);
  }

  @Override
  public void begin() throws IOException {
    out.ascii("<" + element + ">\n<STREAM encoding=\"base64\">\n");
  }

  @Override
  public void write(RowBatch batch) throws IOException {
    layout.lay(batch, base64::write);
  }

  @Override
  public void end() throws IOException {
    base64.end();
    out.ascii("</STREAM>\n</" + element + ">\n");
  }
}
