// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * Buffers outside the heap, from which a socket takes bytes without another copy. Files of a
 * distant storage, each read of which takes its time, get a large one as long as there are some.
 * Any thread.
 */
final class Buffers {

  /** Large enough for speed, small enough for thousands of slow clients. */
  private static final int SIZE = 64 * 1024;

  private static final int LARGE_SIZE = 1024 * 1024;
  private static final int MOST_LARGE = 32;
  private static final int MOST_SPARE = 256;

  private final BlockingQueue<ByteBuffer> spare = new ArrayBlockingQueue<>(MOST_SPARE);
  private final BlockingQueue<ByteBuffer> largeSpare = new ArrayBlockingQueue<>(MOST_LARGE);
  private final Semaphore large = new Semaphore(MOST_LARGE);

  /**
   * A buffer, to be given back or let go.
   *
   * @param worthwhile how many bytes are worth a read of their own
   */
  ByteBuffer take(int worthwhile) {
    boolean wantsLarge = worthwhile > SIZE && large.tryAcquire();
    ByteBuffer buffer = (wantsLarge ? largeSpare : spare).poll();
    return buffer == null ? ByteBuffer.allocateDirect(wantsLarge ? LARGE_SIZE : SIZE) : buffer;
  }

  /** Takes a buffer back that nobody uses any more; what is too much is left to the collector. */
  void giveBack(ByteBuffer buffer) {
    boolean unused = (isLarge(buffer) ? largeSpare : spare).offer(buffer.clear());
    letGo(buffer);
  }

  /** Does without a buffer that somebody may still use. */
  void letGo(ByteBuffer buffer) {
    if (isLarge(buffer)) {
      large.release();
    }
  }

  private static boolean isLarge(ByteBuffer buffer) {
    return buffer.capacity() == LARGE_SIZE;
  }
}
