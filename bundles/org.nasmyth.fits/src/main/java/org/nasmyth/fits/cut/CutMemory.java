// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The memory outside the heap that cuts work with, shared by any number of them: buffers to copy
 * with, and room for data whose sum stands before them, which are read once if they can be kept
 * meanwhile. It grows up to its limit as it is needed, and is used again. Cuts for which too little
 * is left get along with small buffers and read twice. Safe for several threads.
 */
final class CutMemory {

  /** Buffers up to this size are taken from the heap. */
  private static final int SMALL = 1 << 16;

  private final int most;
  private final Deque<ByteBuffer> idle = new ArrayDeque<>();
  private int taken;

  /**
   * Nothing is taken yet.
   *
   * @param bytes the limit; whole megabytes of it are used
   */
  CutMemory(int bytes) {
    this.most = bytes / Sink.CHUNK;
  }

  /**
   * A buffer; whoever took it gives it back.
   *
   * @param wanted bytes that it should have
   * @return of as many bytes, or fewer: at least 64 KB if more are wanted
   */
  ByteBuffer take(long wanted) {
    if (wanted <= SMALL) {
      return ByteBuffer.allocate((int) wanted);
    }
    List<ByteBuffer> one = take(1, most);
    return one.isEmpty() ? ByteBuffer.allocate(SMALL) : one.get(0);
  }

  private List<ByteBuffer> take(long wanted, int limit) {
    synchronized (idle) {
      long count = Math.min(wanted, Math.min(limit, most - taken));
      List<ByteBuffer> found = new ArrayList<>();
      while (found.size() < count) {
        ByteBuffer chunk = idle.poll();
        found.add(chunk == null ? ByteBuffer.allocateDirect(Sink.CHUNK) : chunk);
        taken++;
      }
      return found;
    }
  }

  /**
   * Takes a buffer back.
   *
   * @param buffer that {@link #take} gave
   */
  void giveBack(ByteBuffer buffer) {
    if (buffer.isDirect()) {
      synchronized (idle) {
        idle.push(buffer.clear());
        taken--;
      }
    }
  }

  private void forget(int count) {
    synchronized (idle) {
      taken -= count;
    }
  }

  /**
   * Room for the first bytes of some data; three quarters of what is left at most, so that others
   * find some.
   *
   * @param length of the data
   */
  Kept keep(long length) {
    int limit;
    synchronized (idle) {
      limit = (most - taken) * 3 / 4;
    }
    return new Kept(take((length + Sink.CHUNK - 1) / Sink.CHUNK, limit));
  }

  /** Keeps the first bytes that it is given. Closing gives the room back. Used by one thread. */
  final class Kept implements Sink, AutoCloseable {

    private final List<ByteBuffer> chunks;
    private int filling;
    private long length;
    private boolean abandoned;

    private Kept(List<ByteBuffer> chunks) {
      this.chunks = chunks;
    }

    /**
     * Room for some bytes, to be filled from its beginning, instead of writing them in their order.
     * Any thread.
     *
     * @param chunk which megabyte of the data
     * @return empty if there is no room for them
     */
    Optional<ByteBuffer> room(long chunk) {
      return chunk < chunks.size() ? Optional.of(chunks.get((int) chunk)) : Optional.empty();
    }

    /**
     * Tells that all room was filled.
     *
     * @param total bytes of the data
     */
    void filled(long total) {
      length = Math.min(total, (long) chunks.size() * Sink.CHUNK);
      for (int i = 0; i < chunks.size(); i++) {
        long left = length - (long) i * Sink.CHUNK;
        chunks.get(i).clear().position((int) Math.min(Sink.CHUNK, left));
      }
    }

    /** Tells that somebody may still write to the room, so that nobody else must have it. */
    void abandon() {
      abandoned = true;
    }

    /** How many bytes were kept. */
    long length() {
      return length;
    }

    @Override
    public void write(ByteBuffer bytes) {
      while (bytes.hasRemaining() && filling < chunks.size()) {
        ByteBuffer chunk = chunks.get(filling);
        int count = Math.min(chunk.remaining(), bytes.remaining());
        chunk.put(chunk.position(), bytes, bytes.position(), count);
        chunk.position(chunk.position() + count);
        bytes.position(bytes.position() + count);
        length += count;
        filling += chunk.hasRemaining() ? 0 : 1;
      }
      bytes.position(bytes.limit());
    }

    /** Writes what was kept. */
    void writeTo(Sink sink) throws IOException {
      for (ByteBuffer chunk : chunks) {
        sink.write(chunk.duplicate().flip());
      }
    }

    @Override
    public void close() {
      if (abandoned) {
        forget(chunks.size());
      } else {
        chunks.forEach(CutMemory.this::giveBack);
      }
    }
  }
}
