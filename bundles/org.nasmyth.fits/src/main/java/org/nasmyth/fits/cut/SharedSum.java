// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A sum of data of a local file that several threads add up, a megabyte at a time each. Sums of
 * parts can be added in any order. Where the data are one stretch of the file, the parts are those
 * of which {@link KnownSums} tells, and if it knows them all, they need not be read. Used once.
 */
final class SharedSum {

  private static final long CHUNK = Sink.CHUNK;

  /**
   * Fewer data are rather kept than sent by what is known: up to 2 MB around it would be read
   * twice.
   */
  private static final long WORTH = 8 * CHUNK;

  private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(5);

  /** Many times as long as it takes an idle core to come to the end of a megabyte. */
  private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(2);

  private final SourceData data;
  private final Workshop workshop;
  private final Output output;
  private final CutMemory.Kept kept;
  private final @Nullable String file;
  private final long position;
  private final long firstPiece;
  private long next;
  private int busy;
  private long sum;
  private @Nullable IOException failure;

  private SharedSum(
      SourceData data,
      Workshop workshop,
      Output output,
      CutMemory.Kept kept,
      @Nullable String file,
      long position) {
    this.data = data;
    this.workshop = workshop;
    this.output = output;
    this.kept = kept;
    this.file = file;
    this.position = position;
    this.firstPiece = Math.min(data.length(), CHUNK - position % CHUNK);
  }

  /**
   * Prepares it.
   *
   * @param output asks whether the cut is still wanted; nothing is written to it
   * @param kept takes the first of the data, unless they need not be read
   */
  static SharedSum of(SourceData data, Workshop workshop, Output output, CutMemory.Kept kept)
      throws IOException {
    OptionalLong position = data.position();
    Optional<String> file =
        position.isPresent() ? data.source().identity() : Optional.<String>empty();
    return new SharedSum(
        data, workshop, output, kept, file.orElse(null), file.isPresent() ? position.orElse(0) : 0);
  }

  /** Goes through all data that it has to, with the help that there is. */
  DataSum sum() throws IOException {
    OptionalLong known = known();
    if (known.isPresent()) {
      kept.close();
      return new DataSum(DataSum.add(known.getAsLong(), ends()), data.length());
    }
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

  /** The sum of all whole blocks, if they are many and all are known. */
  private OptionalLong known() {
    if (file == null || data.length() < WORTH) {
      return OptionalLong.empty();
    }
    long total = 0;
    for (long from = wholeFrom(); from + CHUNK <= data.length(); from += CHUNK) {
      OptionalLong block = workshop.sums().of(file, (position + from) / KnownSums.BLOCK);
      if (block.isEmpty()) {
        return block;
      }
      total = DataSum.add(total, DataSum.at(from, block.getAsLong()));
    }
    return OptionalLong.of(total);
  }

  /** Where in the data the first whole block begins. */
  private long wholeFrom() {
    return firstPiece == CHUNK ? 0 : firstPiece;
  }

  /** The sum of what is before and behind whole blocks. */
  private long ends() throws IOException {
    long from = wholeFrom();
    long until = from + (data.length() - from) / CHUNK * CHUNK;
    ByteBuffer buffer = workshop.memory().take(DataSum.STEP);
    try {
      DataSum before = new DataSum();
      data.writeTo(before, 0, from, buffer);
      DataSum behind = new DataSum(0, until);
      data.writeTo(behind, until, data.length() - until, buffer);
      return DataSum.add(before.value(), behind.value());
    } finally {
      workshop.memory().giveBack(buffer);
    }
  }

  private synchronized DataSum whole() throws IOException {
    if (failure != null) {
      throw failure;
    }
    kept.filled(firstPiece, data.length());
    return new DataSum(sum, data.length());
  }

  /** Takes piece after piece until none is left or one failed. */
  private void addPieces() {
    if (!enter()) {
      return;
    }
    try (Adder adder = new Adder()) {
      for (long from = begin(); from >= 0; from = begin()) {
        adder.add(from);
      }
    } finally {
      leave();
    }
  }

  /** Counts a thread in, if there is something left for it to do. */
  private synchronized boolean enter() {
    if (isEnded()) {
      return false;
    }
    busy++;
    return true;
  }

  /** Counts a thread out, which has given back what it worked with. */
  private synchronized void leave() {
    busy--;
    notifyAll();
  }

  private boolean isEnded() {
    return next >= data.length() || failure != null;
  }

  /** What one thread has to add pieces up. */
  private final class Adder implements AutoCloseable {

    private ByteBuffer own = ByteBuffer.allocate(0);

    void add(long from) {
      DataSum piece = new DataSum();
      long length = Math.min(from == 0 ? firstPiece : CHUNK, data.length() - from);
      IOException problem = new IOException("The data could not be added up.");
      boolean done = false;
      try {
        output.checkWanted();
        Optional<ByteBuffer> room = kept.room((from - firstPiece + CHUNK) / CHUNK);
        data.writeTo(piece, from, length, room.isPresent() ? room.get() : few());
        remember(from, length, piece);
        done = true;
      } catch (IOException e) {
        problem = e;
      } finally {
        end(DataSum.at(from, piece.value()), done ? null : problem);
      }
    }

    /** As little as stays in the processor's cache. */
    private ByteBuffer few() {
      if (own.capacity() == 0) {
        own = workshop.memory().take(CHUNK);
      }
      return own.slice(0, Math.min(DataSum.STEP, own.capacity()));
    }

    private void remember(long from, long length, DataSum piece) throws IOException {
      if (file != null && length == CHUNK) {
        long block = (position + from) / KnownSums.BLOCK;
        workshop.sums().remember(file, data.source().size(), block, piece.value());
      }
    }

    @Override
    public void close() {
      workshop.memory().giveBack(own);
    }
  }

  /** The first byte of the next piece; negative if there is none. */
  private synchronized long begin() {
    if (isEnded()) {
      return -1;
    }
    long from = next;
    next += from == 0 ? firstPiece : CHUNK;
    return from;
  }

  private synchronized void end(long piece, @Nullable IOException problem) {
    sum = DataSum.add(sum, piece);
    failure = failure == null ? problem : failure;
  }

  /** Waits until all threads have ended, and what they worked with is given back. */
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
