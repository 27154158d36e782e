// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HeaderEditor;

/** An HDU with a header of its own. */
final class ChangedPart implements Part {

  private static final String ZEROS = "0".repeat(16);

  private final HeaderEditor header;
  private final Data data;
  private final boolean blanks;
  private final Workshop workshop;
  private final OptionalLong dataSum;
  private final boolean summed;

  /**
   * A part.
   *
   * @param header all cards but the sums
   * @param data what follows it
   * @param blanks whether blanks fill the last block
   * @param means how it is written
   */
  ChangedPart(HeaderEditor header, Data data, boolean blanks, Means means) {
    this(header, data, blanks, means, OptionalLong.empty());
  }

  /**
   * A part whose data are those of the source.
   *
   * @param dataSum the source's DATASUM, if it is to be believed: a fault of the data stays visible
   *     then
   */
  ChangedPart(HeaderEditor header, Data data, boolean blanks, Means means, OptionalLong dataSum) {
    this.dataSum = dataSum;
    this.header = header;
    this.data = data;
    this.blanks = blanks;
    this.workshop = means.workshop();
    Checksums checksums = means.checksums();
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
    if (summed) {
      writeSummed(output);
    } else {
      output.write(ByteBuffer.wrap(header.toBytes()));
      data.writeTo(output);
    }
    Padding.write(output, Hdu.padded(data.length()) - data.length(), blanks);
  }

  private void writeSummed(Output output) throws IOException {
    if (dataSum.isPresent()) {
      output.write(ByteBuffer.wrap(summedHeader(dataSum.getAsLong())));
      data.writeTo(output);
      return;
    }
    try (CutMemory.Kept kept = workshop.memory().keep(data.length())) {
      DataSum sum = new FirstPass(data, workshop, output, kept).sum();
      output.write(ByteBuffer.wrap(summedHeader(complete(sum))));
      kept.writeTo(output);
      if (kept.length() < data.length()) {
        data.writeTo(output, kept.length());
      }
    }
  }

  private long complete(DataSum sum) throws IOException {
    Padding.write(sum, Hdu.padded(data.length()) - data.length(), blanks);
    return sum.value();
  }

  private byte[] summedHeader(long ofData) {
    HeaderEditor complete = header.copy();
    complete.set("DATASUM", Long.toString(ofData));
    DataSum all = new DataSum();
    all.write(ByteBuffer.wrap(complete.toBytes()));
    complete.set("CHECKSUM", DataSum.encode(DataSum.add(all.value(), ofData)));
    return complete.toBytes();
  }
}
