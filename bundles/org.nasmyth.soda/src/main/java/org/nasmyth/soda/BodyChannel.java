// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import org.nasmyth.api.database.Cancellation;

/**
 * What cut-outs are written into on their way to a client or into a file: gathers small pieces,
 * ends when the request is ended, and tells failures of the way from those of the source. Used by
 * one thread.
 */
final class BodyChannel implements WritableByteChannel {

  private static final int MOST_GATHERED = 64 * 1024;

  /** Where the bytes go. */
  interface Way {
    /** Takes all that remains. */
    void take(ByteBuffer bytes) throws IOException;
  }

  /** The way failed: mostly, the client has gone. */
  static final class WayException extends IOException {
    private static final long serialVersionUID = 1L;

    WayException(IOException cause) {
      super("What is written to failed", cause);
    }
  }

  private final Way way;
  private final Cancellation cancellation;
  private final ByteBuffer gathered;
  private boolean open = true;

  /**
   * A channel; what it has gathered is sent by {@link #flush}.
   *
   * @param cancellation thrown when the way fails
   * @param expected how many bytes are going to be written
   */
  BodyChannel(Way way, Cancellation cancellation, long expected) {
    this.way = way;
    this.cancellation = cancellation;
    this.gathered = ByteBuffer.allocate((int) Math.max(1, Math.min(MOST_GATHERED, expected)));
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    int count = bytes.remaining();
    if (count > gathered.remaining()) {
      flush();
    }
    if (count >= gathered.capacity()) {
      pass(bytes);
    } else {
      gathered.put(bytes);
    }
    return count;
  }

  /** Sends what was gathered. */
  void flush() throws IOException {
    gathered.flip();
    if (gathered.hasRemaining()) {
      pass(gathered);
    }
    gathered.clear();
  }

  private void pass(ByteBuffer bytes) throws IOException {
    if (cancellation.isCancelled()) {
      throw new IOException("The request was ended.");
    }
    try {
      way.take(bytes);
    } catch (IOException e) {
      cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
      throw new WayException(e);
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}
