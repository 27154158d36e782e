// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A sum of data of a local file that several threads add up, a megabyte at a time each. Sums of
 * parts whose lengths are divisible by 4 can be added in any order. Used once.
 */
final class SharedSum {

  private static final long CHUNK = Sink.CHUNK;

  private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(5);

  /** Many times as long as it takes an idle core to come to the end of a megabyte. */
  private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(2);

  private final SourceData data;
  private final Workshop workshop;
  private final Output output;
  private final CutMemory.Kept kept;
  private long next;
  private int busy;
  private long sum;
  private @Nullable IOException failure;

  /**
   * Prepares it.
   *
   * @param output asks whether the cut is still wanted; nothing is written to it
   * @param kept takes the first of the data
   */
  SharedSum(SourceData data, Workshop workshop, Output output, CutMemory.Kept kept) {
    this.data = data;
    this.workshop = workshop;
    this.output = output;
    this.kept = kept;
  }

  /** Goes through all data, with the help that there is. */
  DataSum sum() throws IOException {
    if (data.length() > 2 * CHUNK) {
      boolean helped;
      do {
        helped = workshop.threads().begin(this::addPieces);
      } while (helped);
    }
    try {
      addPieces();
    } finally {
      awaitOthers();
    }
    return whole();
  }

  private synchronized DataSum whole() throws IOException {
    if (failure != null) {
      throw failure;
    }
    kept.filled(data.length());
    return new DataSum(sum, data.length());
  }

  /** Takes piece after piece until none is left or one failed. */
  private void addPieces() {
    ByteBuffer own = ByteBuffer.allocate(0);
    ByteBuffer few = own;
    try {
      for (long from = begin(); from >= 0; from = begin()) {
        Optional<ByteBuffer> room = kept.room(from / CHUNK);
        if (room.isEmpty() && own.capacity() == 0) {
          own = workshop.memory().take(CHUNK);
          few = own.slice(0, Math.min(DataSum.STEP, own.capacity()));
        }
        addPiece(from, room.orElse(few));
      }
    } finally {
      workshop.memory().giveBack(own);
    }
  }

  private void addPiece(long from, ByteBuffer buffer) {
    DataSum piece = new DataSum();
    IOException problem = new IOException("The data could not be added up.");
    boolean done = false;
    try {
      output.checkWanted();
      data.writeTo(piece, from, Math.min(CHUNK, data.length() - from), buffer);
      done = true;
    } catch (IOException e) {
      problem = e;
    } finally {
      end(piece.value(), done ? null : problem);
    }
  }

  /** The first byte of the next piece; negative if there is none. */
  private synchronized long begin() {
    if (next >= data.length() || failure != null) {
      return -1;
    }
    busy++;
    next += CHUNK;
    return next - CHUNK;
  }

  private synchronized void end(long piece, @Nullable IOException problem) {
    sum = DataSum.add(sum, piece);
    failure = failure == null ? problem : failure;
    busy--;
    notifyAll();
  }

  /** Waits until nobody is in the midst of a piece. */
  private synchronized void awaitOthers() throws IOException {
    long began = System.nanoTime();
    try {
      for (long left = LONGEST_WAIT; busy > 0 && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = LONGEST_WAIT - (System.nanoTime() - began);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Given up while a file was read.");
    } finally {
      if (busy > 0) {
        kept.abandon();
      }
    }
    if (System.nanoTime() - began > SLOW) {
      workshop.threads().rest();
    }
    if (busy > 0) {
      throw new IOException("The file could not be read for some minutes.");
    }
  }
}
