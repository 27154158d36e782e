// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FitsFile;

/**
 * The channel that a cut is written to. It keeps the last byte back until it is sure that the file
 * is still the one that was planned with: nobody takes a mixture for a whole answer.
 */
final class Output implements Sink {

  /** Bytes between two looks at the file's version. */
  private static final long CHECKED_EVERY = 64L << 20;

  private static final int TRANSFER = 8 << 20;

  private final WritableByteChannel target;
  private final FitsFile file;
  private final BooleanSupplier cancelled;
  private final long total;
  private long written;
  private long nextCheck = CHECKED_EVERY;

  Output(WritableByteChannel target, FitsFile file, BooleanSupplier cancelled, long total) {
    this.target = target;
    this.file = file;
    this.cancelled = cancelled;
    this.total = total;
  }

  long written() {
    return written;
  }

  /** Ends the work if it is not wanted any more. */
  void checkWanted() throws IOException {
    if (cancelled.getAsBoolean()) {
      throw new CancelledException(written, total);
    }
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    checkWanted();
    int limit = bytes.limit();
    if (written + bytes.remaining() == total && bytes.remaining() > 0) {
      bytes.limit(limit - 1);
      send(bytes);
      file.checkUnchanged();
      bytes.limit(limit);
    }
    send(bytes);
    if (written >= nextCheck) {
      nextCheck = written + CHECKED_EVERY;
      file.checkUnchanged();
    }
  }

  private void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      written += target.write(bytes);
    }
  }

  @Override
  public void transfer(ByteSource source, long position, long length, ByteBuffer buffer)
      throws IOException {
    Optional<FileChannel> channel = source.channel();
    boolean direct = target instanceof FileChannel || target instanceof SocketChannel;
    if (channel.isEmpty() || !direct || written + length >= total) {
      Sink.super.transfer(source, position, length, buffer);
      return;
    }
    long done = 0;
    while (done < length) {
      checkWanted();
      long count =
          channel.get().transferTo(position + done, Math.min(TRANSFER, length - done), target);
      if (count <= 0) {
        // The file may have become shorter, which reading tells better.
        Sink.super.transfer(source, position + done, length - done, buffer);
        return;
      }
      done += count;
      written += count;
    }
    if (written >= nextCheck) {
      nextCheck = written + CHECKED_EVERY;
      file.checkUnchanged();
    }
  }
}
