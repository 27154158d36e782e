// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Bytes that can be read at any place: a file, an object behind HTTP ranges, an object of S3.
 *
 * <p>Reads carry their position, so a source can be used by several threads at once.
 */
public interface ByteSource extends Closeable {

  /** What to call it in a message, such as the file's name without its folder. */
  String name();

  /**
   * The number of bytes.
   *
   * @return at least 0
   * @throws IOException if it cannot be told
   */
  long size() throws IOException;

  /**
   * Reads what is there, at least one byte unless the buffer is full or the end is reached.
   *
   * @param position of the first byte, from 0
   * @param into is filled from its position on
   * @return how many bytes were read, -1 at or behind the end
   * @throws IOException if reading fails
   */
  int read(long position, ByteBuffer into) throws IOException;

  /**
   * What changes whenever the bytes change: an ETag, or size and time of a file.
   *
   * @throws IOException if it cannot be told
   */
  String version() throws IOException;

  /**
   * What tells these bytes from those of any other source, and from what they were before, for as
   * long as this process lives: what is found out about them may be remembered by it.
   *
   * @return empty where that is not sure, as of a file that was changed a moment ago
   * @throws IOException if it cannot be told
   */
  default Optional<String> identity() throws IOException {
    return Optional.empty();
  }

  /**
   * How many bytes it is better to read and drop than to begin another read for: about latency
   * times bandwidth. A page of the operating system for a file, rather a million for a distant
   * store.
   */
  default int cheapGap() {
    return 4096;
  }

  /**
   * The file behind it, for copies that never enter this process's memory.
   *
   * @return empty if there is none
   */
  default Optional<FileChannel> channel() {
    return Optional.empty();
  }

  /**
   * Fills the buffer to its limit.
   *
   * @param position of the first byte, from 0
   * @param into is filled from its position on
   * @throws FitsException if the source ends before
   * @throws IOException if reading fails
   */
  default void readFully(long position, ByteBuffer into) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int count = read(at, into);
      if (count < 0) {
        throw new FitsException(
            "The file ends at byte %d, where %d more bytes were to be read."
                .formatted(at, into.remaining()),
            Place.of(name(), at));
      }
      at += count;
    }
  }
}
