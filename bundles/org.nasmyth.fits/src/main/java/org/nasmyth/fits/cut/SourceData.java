// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.util.function.Supplier;
import org.nasmyth.fits.ByteSource;

/** Data that are stretches of a file. */
record SourceData(ByteSource source, CutMemory memory, long length, Supplier<Runs> runs)
    implements Data {

  @Override
  public void writeTo(Sink sink) throws IOException {
    writeTo(sink, 0);
  }

  @Override
  public void writeTo(Sink sink, long from) throws IOException {
    try (RunCopier copier = new RunCopier(source, sink, memory, length - from)) {
      copier.copy(new LaterRuns(runs.get(), from));
    }
  }
}
