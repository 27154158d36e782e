// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.query.ResultSink;

/** A sink that closes its stream, if it was asked for one. */
final class OnceBegun implements ResultSink, AutoCloseable {

  private final ResultSink sink;
  private @Nullable OutputStream stream;

  OnceBegun(ResultSink sink) {
    this.sink = sink;
  }

  @Override
  public OutputStream open() throws IOException {
    OutputStream opened = sink.open();
    stream = opened;
    return opened;
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
    }
  }
}
