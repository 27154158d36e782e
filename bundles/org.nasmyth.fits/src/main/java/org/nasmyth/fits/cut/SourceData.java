// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.util.function.Supplier;
import org.nasmyth.fits.ByteSource;

/** Data that are stretches of a file. */
record SourceData(ByteSource source, long length, Supplier<Runs> runs) implements Data {

  @Override
  public void writeTo(Sink sink) throws IOException {
    new RunCopier(source, sink, length).copy(runs.get());
  }
}
