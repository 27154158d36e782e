// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.nasmyth.fits.ByteSource;

/**
 * Copies stretches of a file. Long ones go by themselves; short ones that lie near each other are
 * read at one go, with what lies between them, and gathered. Takes 1 MB at most, whatever is
 * copied.
 */
final class RunCopier implements AutoCloseable {

  /** What is read at one go, with what lies between. */
  private static final int SPAN = Sink.CHUNK;

  private static final int MOST_RUNS = 1 << 14;

  private final ByteSource source;
  private final Sink sink;
  private final CutMemory memory;
  private final ByteBuffer out;
  private final int[] starts = new int[MOST_RUNS];
  private final int[] lengths = new int[MOST_RUNS];
  private ByteBuffer spanBuffer = ByteBuffer.allocate(0);
  private int runs;
  private long spanStart;
  private long spanEnd;

  /**
   * A copier.
   *
   * @param memory gives what is needed besides
   * @param out what is copied goes through it; where it fits, at one go, so that it is in it
   *     afterwards
   */
  RunCopier(ByteSource source, Sink sink, CutMemory memory, ByteBuffer out) {
    this.source = source;
    this.sink = sink;
    this.memory = memory;
    this.out = out;
  }

  @Override
  public void close() {
    memory.giveBack(spanBuffer);
  }

  void copy(Runs cursor) throws IOException {
    while (cursor.next()) {
      long position = cursor.position();
      long length = cursor.length();
      if (length >= out.capacity()) {
        gather();
        send();
        sink.transfer(source, position, length, out);
        out.clear();
        continue;
      }
      if (runs > 0 && !near(position, length)) {
        gather();
      }
      if (runs == 0) {
        spanStart = position;
      }
      starts[runs] = (int) (position - spanStart);
      lengths[runs] = (int) length;
      runs++;
      spanEnd = position + length;
    }
    gather();
    send();
  }

  /**
   * Whether reading the gap costs less than another read, and at most a third of what is wanted.
   */
  private boolean near(long position, long length) {
    long gap = position - spanEnd;
    return runs < MOST_RUNS
        && gap >= 0
        && (gap <= source.cheapGap() || gap <= length / 4)
        && position + length - spanStart <= span().capacity();
  }

  private ByteBuffer span() {
    if (spanBuffer.capacity() == 0) {
      spanBuffer = memory.take(SPAN);
    }
    return spanBuffer;
  }

  private void gather() throws IOException {
    if (runs == 1) {
      readDirectly();
    } else if (runs > 1) {
      readSpan();
    }
    runs = 0;
  }

  private void readDirectly() throws IOException {
    int length = lengths[0];
    if (out.remaining() < length) {
      send();
    }
    out.limit(out.position() + length);
    source.readFully(spanStart, out);
    out.limit(out.capacity());
  }

  private void readSpan() throws IOException {
    int length = (int) (spanEnd - spanStart);
    spanBuffer.clear().limit(length);
    source.readFully(spanStart, spanBuffer);
    for (int i = 0; i < runs; i++) {
      if (out.remaining() < lengths[i]) {
        send();
      }
      out.put(out.position(), spanBuffer, starts[i], lengths[i]);
      out.position(out.position() + lengths[i]);
    }
  }

  private void send() throws IOException {
    if (out.position() > 0) {
      out.flip();
      sink.write(out);
      out.clear();
    }
  }
}
