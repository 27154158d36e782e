// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.fits;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.nasmyth.api.database.RowBatch;
import org.nasmyth.api.results.Ending;
import org.nasmyth.api.results.ResultDescription;
import org.nasmyth.api.results.ResultWriter;
import org.nasmyth.results.binary.RowLayout;
import org.nasmyth.results.bytes.ByteOutput;

/**
 * Writes a FITS file of a bare primary header and one binary table. The number of rows and the
 * width of texts stand in front of the rows, so these are kept aside until the last one is there.
 */
final class FitsWriter implements ResultWriter {

  private final ResultDescription description;
  private final OutputStream stream;
  private final Spool spool;
  private final List<FitsColumn> columns;
  private final RowLayout layout;
  private long rows;

  FitsWriter(ResultDescription description, OutputStream stream, Spool spool) {
    this.description = description;
    this.stream = stream;
    this.spool = spool;
    this.columns = description.fields().stream().map(FitsColumn::new).toList();
    this.layout = new RowLayout(columns.stream().map(FitsColumn::spooled).toList(), false);
  }

  @Override
  public void write(RowBatch batch) throws IOException {
    layout.lay(batch, this::keep);
    rows += batch.rows();
  }

  private void keep(byte[] cells, int length) throws IOException {
    int at = 0;
    while (at < length) {
      for (FitsColumn column : columns) {
        at = column.measure(cells, at);
      }
    }
    spool.write(cells, length);
  }

  @Override
  public void end(Ending ending) throws IOException {
    long heap = columns.stream().mapToLong(FitsColumn::heapBytes).sum();
    boolean longPointers = heap > Integer.MAX_VALUE;
    long rowBytes = columns.stream().mapToLong(column -> column.rowBytes(longPointers)).sum();
    ByteOutput out = new ByteOutput(stream);
    out.bytes(primaryHeader());
    out.bytes(tableHeader(ending, rowBytes, heap, longPointers));
    long place = 0;
    for (SpoolReader cells = new SpoolReader(spool); cells.hasMore(); ) {
      for (FitsColumn column : columns) {
        place = column.write(cells, longPointers, place, out);
      }
    }
    if (heap > 0) {
      for (SpoolReader cells = new SpoolReader(spool); cells.hasMore(); ) {
        for (FitsColumn column : columns) {
          column.writeToHeap(cells, out);
        }
      }
    }
    long over = (rows * rowBytes + heap) % FitsHeader.BLOCK;
    for (long i = over; over > 0 && i < FitsHeader.BLOCK; i++) {
      out.octet(0);
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }

  private static byte[] primaryHeader() {
    return new FitsHeader()
        .put("SIMPLE", true)
        .put("BITPIX", 8)
        .put("NAXIS", 0)
        .put("EXTEND", true)
        .toBytes();
  }

  private byte[] tableHeader(Ending ending, long rowBytes, long heap, boolean longPointers) {
    FitsHeader header =
        new FitsHeader()
            .put("XTENSION", "BINTABLE")
            .put("BITPIX", 8)
            .put("NAXIS", 2)
            .put("NAXIS1", rowBytes)
            .put("NAXIS2", rows)
            .put("PCOUNT", heap)
            .put("GCOUNT", 1)
            .put("TFIELDS", columns.size())
            .put("EXTNAME", "RESULT")
            .put("LONGSTRN", "OGIP 1.0");
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).describe(i + 1, longPointers, header);
    }
    if (description.description() != null) {
      header.comment(description.description());
    }
    for (ResultDescription.Info info : description.infos()) {
      header.comment(info.name() + ": " + info.value());
    }
    if (ending instanceof Ending.Overflow overflow) {
      header.put("QSTATUS", "OVERFLOW").comment(overflow.message());
    } else if (ending instanceof Ending.Failed failed) {
      header.put("QSTATUS", "ERROR").comment(failed.message());
    } else {
      header.put("QSTATUS", "OK");
    }
    return header.toBytes();
  }
}
