// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.io.IOException;
import java.io.OutputStream;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultFormat;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.bytes.ByteOutput;

/** VOTable in one of its serialisations. */
abstract class VoTableFormat implements ResultFormat {

  private final Serialization serialization;

  VoTableFormat(Serialization serialization) {
    this.serialization = serialization;
  }

  @Override
  public final String mediaType() {
    return "application/x-votable+xml;serialization=" + serialization.name();
  }

  @Override
  public final String fileExtension() {
    return "vot";
  }

  @Override
  public final ResultWriter begin(ResultDescription description, OutputStream stream)
      throws IOException {
    ByteOutput out = new ByteOutput(stream);
    VoTableFrame frame = new VoTableFrame(description, serialization::declare, out);
    frame.begin();
    out.ascii("<DATA>\n");
    RowWriter rows =
        serialization == Serialization.TABLEDATA
            ? new TableDataRows(description.fields(), out)
            : new BinaryRows(frame.declarations(), serialization == Serialization.BINARY2, out);
    rows.begin();
    return new Document(rows, frame, out);
  }

  private record Document(RowWriter rows, VoTableFrame frame, ByteOutput out)
      implements ResultWriter {

    @Override
    public void write(RowBatch batch) throws IOException {
      rows.write(batch);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void end(Ending ending) throws IOException {
      rows.end();
      out.ascii("</DATA>\n");
      frame.end(ending);
      out.flush();
    }
  }
}
