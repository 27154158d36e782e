// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Buffers outside the heap, from which a socket takes bytes without another copy. Any thread. */
final class Buffers {

  /** Large enough for speed, small enough for thousands of slow clients. */
  private static final int SIZE = 64 * 1024;

  private static final int MOST_SPARE = 256;

  private final BlockingQueue<ByteBuffer> spare = new ArrayBlockingQueue<>(MOST_SPARE);

  /** A buffer, to be given back. */
  ByteBuffer take() {
    ByteBuffer buffer = spare.poll();
    return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer;
  }

  /** Takes a buffer back that nobody uses any more; what is too much is left to the collector. */
  void giveBack(ByteBuffer buffer) {
    boolean unused = spare.offer(buffer.clear());
  }
}
