// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Few threads by which all downloads go on in turns, first come, first served. So a thousand
 * clients that take bytes as fast as they come share alike, and leave the server's own threads to
 * other requests. Any thread.
 */
final class Turns {

  /** More than there are cores, because some turns wait for a distant storage. */
  private static final int THREADS = 16;

  /** The queue needs no bound of its own: it holds a download at most once. */
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Turns::thread);

  /**
   * Threads that end when nothing is left to do, so that downloads go on while the bundle is
   * exchanged.
   */
  Turns() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** Runs a turn after those that are waiting. */
  void add(Runnable turn) {
    threads.execute(turn);
  }

  /** Whether somebody waits for a turn. */
  boolean areWaitedFor() {
    return !threads.getQueue().isEmpty();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "download");
    thread.setDaemon(true);
    return thread;
  }
}
