// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/**
 * How much of the heap tiles of compressed images take, shared by any number of images that are
 * decoded at once. What is kept for long, such as decoded tiles that are wanted again, is taken
 * without waiting, and who gets none decodes more often. What is needed for the moment of decoding
 * is waited for. Nobody holds such a moment while waiting for anything but the file. Safe for
 * several threads.
 */
public final class TileMemory {

  private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(10);

  private final long most;
  private long kept;
  private long momentary;
  private long highest;

  /**
   * Nothing is taken yet.
   *
   * @param bytes the limit, half of it for what is kept and half for moments. One tile that is
   *     larger than that is decoded all the same, and kept while nothing else is.
   */
  public TileMemory(long bytes) {
    this.most = bytes / 2;
  }

  /**
   * Takes some to keep tiles in, or as much as there is: three quarters of what is left at most, so
   * that others find some.
   *
   * @param bytes wanted
   * @param one bytes of a tile: with fewer it is of no use
   * @return how many bytes were taken, to be given back; 0 if there are too few
   */
  synchronized long takeForTiles(long bytes, long one) {
    long left = kept == 0 ? Math.max(most, one) : (most - kept) * 3 / 4;
    long some = Math.min(bytes, left);
    return some >= one && take(some, left) ? some : 0;
  }

  /**
   * Takes some if they are a part of what is left that leaves others enough.
   *
   * @param bytes to be given back if they were taken
   */
  synchronized boolean take(long bytes) {
    return take(bytes, (most - kept) / 2);
  }

  private boolean take(long bytes, long left) {
    if (bytes > left) {
      return false;
    }
    kept += bytes;
    highest = Math.max(highest, kept + momentary);
    return true;
  }

  /**
   * Gives some back.
   *
   * @param bytes that were taken
   */
  synchronized void giveBack(long bytes) {
    kept -= bytes;
  }

  /**
   * Waits until a tile can be decoded.
   *
   * @param bytes that are needed for it until {@link #end}
   * @throws IOException if it takes too long
   */
  synchronized void begin(long bytes) throws IOException {
    long began = System.nanoTime();
    while (momentary > 0 && momentary + bytes > most) {
      long left = LONGEST_WAIT - (System.nanoTime() - began);
      if (left <= 0) {
        throw new IOException("There was no memory to decode a tile for some minutes.");
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Given up while waiting for memory.");
      }
    }
    momentary += bytes;
    highest = Math.max(highest, kept + momentary);
  }

  /**
   * Tells that a tile was decoded.
   *
   * @param bytes as they were told to {@link #begin}
   */
  synchronized void end(long bytes) {
    momentary -= bytes;
    notifyAll();
  }

  /** The most bytes that were ever taken at once. */
  public synchronized long highest() {
    return highest;
  }
}
