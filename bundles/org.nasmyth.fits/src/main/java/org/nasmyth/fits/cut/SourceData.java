// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.nasmyth.fits.ByteSource;

/**
 * Data that are stretches of a file.
 *
 * @param source the file
 * @param memory what they are copied with
 * @param length of them all
 * @param anywhere whether the runs find a place in their midst without going through those before
 * @param runs the stretches, from the first
 */
record SourceData(
    ByteSource source, CutMemory memory, long length, boolean anywhere, Supplier<Runs> runs)
    implements Data {

  @Override
  public void writeTo(Sink sink) throws IOException {
    writeTo(sink, 0);
  }

  @Override
  public void writeTo(Sink sink, long from) throws IOException {
    ByteBuffer buffer = memory.take(Math.min(length - from, Sink.CHUNK));
    try {
      writeTo(sink, from, length - from, buffer);
    } finally {
      memory.giveBack(buffer);
    }
  }

  /**
   * Writes a part.
   *
   * @param from how many bytes are left out
   * @param count how many are written
   * @param buffer to do it with; if they fit it they are in it afterwards, from its beginning
   */
  void writeTo(Sink sink, long from, long count, ByteBuffer buffer) throws IOException {
    try (RunCopier copier = new RunCopier(source, sink, memory, buffer)) {
      copier.copy(new StretchRuns(runs.get(), from, count));
    }
  }
}
