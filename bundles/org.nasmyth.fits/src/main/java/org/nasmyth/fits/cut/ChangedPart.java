// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HeaderEditor;

/** An HDU with a header of its own. */
final class ChangedPart implements Part {

  private static final String ZEROS = "0".repeat(16);

  /** Data up to this size are kept while their sum is computed. */
  private static final int KEPT = 8 << 20;

  private final HeaderEditor header;
  private final Data data;
  private final boolean blanks;
  private final boolean summed;

  /**
   * A part.
   *
   * @param header all cards but the sums
   * @param data what follows it
   * @param blanks whether blanks fill the last block
   * @param checksums what to do about the sums
   */
  ChangedPart(HeaderEditor header, Data data, boolean blanks, Checksums checksums) {
    this.header = header;
    this.data = data;
    this.blanks = blanks;
    boolean present =
        header.cards().stream()
            .anyMatch(c -> c.keyword().equals("CHECKSUM") || c.keyword().equals("DATASUM"));
    summed = checksums == Checksums.ALWAYS || (checksums == Checksums.WHERE_PRESENT && present);
    if (summed) {
      header.set("CHECKSUM", ZEROS).set("DATASUM", "0");
    } else {
      header.remove(c -> c.keyword().equals("CHECKSUM") || c.keyword().equals("DATASUM"));
    }
  }

  @Override
  public long length() {
    return header.length() + Hdu.padded(data.length());
  }

  @Override
  public void writeTo(Output output) throws IOException {
    if (!summed) {
      output.write(ByteBuffer.wrap(header.toBytes()));
      data.writeTo(output);
    } else if (data.length() <= KEPT) {
      Memory memory = new Memory((int) data.length());
      data.writeTo(memory);
      DataSum sum = new DataSum();
      sum.write(memory.kept());
      output.write(ByteBuffer.wrap(summedHeader(sum)));
      memory.writeTo(output);
    } else {
      DataSum sum = new DataSum();
      data.writeTo(new Watched(sum, output));
      output.write(ByteBuffer.wrap(summedHeader(sum)));
      data.writeTo(output);
    }
    Padding.write(output, Hdu.padded(data.length()) - data.length(), blanks);
  }

  private byte[] summedHeader(DataSum data) throws IOException {
    Padding.write(data, Hdu.padded(this.data.length()) - this.data.length(), blanks);
    HeaderEditor complete = header.copy();
    complete.set("DATASUM", Long.toString(data.value()));
    DataSum all = new DataSum();
    all.write(ByteBuffer.wrap(complete.toBytes()));
    complete.set("CHECKSUM", DataSum.encode(DataSum.add(all.value(), data.value())));
    return complete.toBytes();
  }

  /** A sum that can be cancelled. */
  private record Watched(DataSum sum, Output output) implements Sink {

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      output.checkWanted();
      sum.write(bytes);
    }
  }
}
