// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The first pass over data that are sent after their sum: adds them up, and keeps the first of
 * them. Where they can be had in any order from this machine, idle threads help. Used once.
 */
final class FirstPass {

  private final Data data;
  private final Workshop workshop;
  private final Output output;
  private final CutMemory.Kept kept;

  /**
   * Prepares it.
   *
   * @param output asks whether the cut is still wanted; nothing is written to it
   * @param kept takes the first of the data
   */
  FirstPass(Data data, Workshop workshop, Output output, CutMemory.Kept kept) {
    this.data = data;
    this.workshop = workshop;
    this.output = output;
    this.kept = kept;
  }

  /** Goes through all data; returns their sum. */
  DataSum sum() throws IOException {
    if (data instanceof SourceData stretches
        && stretches.anywhere()
        && stretches.source().channel().isPresent()) {
      return new SharedSum(stretches, workshop, output, kept).sum();
    }
    DataSum sum = new DataSum();
    data.writeTo(new InOrder(sum, kept, output));
    return sum;
  }

  /** Adds data up and keeps the first of them. */
  private record InOrder(DataSum sum, CutMemory.Kept kept, Output output) implements Sink {

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      output.checkWanted();
      sum.write(bytes.duplicate());
      kept.write(bytes);
    }
  }
}
