// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.query.ResultSink;

/**
 * A result's stream, which is asked of its sink with the first byte, so that whatever fails before
 * that can still be answered as an error.
 */
final class LateStream extends OutputStream {

  private final ResultSink sink;
  private @Nullable OutputStream opened;
  private long written;

  LateStream(ResultSink sink) {
    this.sink = sink;
  }

  /** Whether a byte was written. */
  boolean isOpen() {
    return opened != null;
  }

  /** How many bytes were written. */
  long written() {
    return written;
  }

  /** Asks the sink for its stream if no byte was written, for a document of none. */
  void openEmpty() throws IOException {
    OutputStream unused = open();
  }

  private OutputStream open() throws IOException {
    OutputStream out = opened;
    if (out == null) {
      out = sink.open();
      opened = out;
    }
    return out;
  }

  @Override
  public void write(int b) throws IOException {
    open().write(b);
    written++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      open().write(bytes, offset, length);
      written += length;
    }
  }

  /** Does nothing: a short document should reach its client in one piece. */
  @Override
  public void flush() {}

  /** Sends on what was written, to a client that waits. */
  void sendOn() throws IOException {
    if (opened != null) {
      opened.flush();
    }
  }
}
