// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * A file that can be read at any place. Reads carry their position, so several threads can read at
 * once; closing it ends all their reads.
 */
public interface OpenFile extends Closeable {

  /** What it was when it was opened. */
  FileState state();

  /**
   * The word of {@link FileState#version} for the bytes that are read now: another one as soon as
   * the file was written to since it was opened. A file that another one took the place of, and
   * that can still be read, is the same.
   *
   * @throws IOException if it cannot be told
   */
  default String currentVersion() throws IOException {
    return state().version();
  }

  /**
   * Reads some bytes: at least one, unless there are none.
   *
   * @param position of the first byte, from 0
   * @param into is filled from its position on; the call may fill less than its room
   * @return how many bytes were read; -1 at or behind the end
   * @throws IOException if reading fails, or the file is no longer the one that was opened and the
   *     storage can tell
   */
  int read(long position, ByteBuffer into) throws IOException;

  /**
   * The file as the operating system has it, for copies that never enter this process's memory.
   *
   * @return empty where it is not local; closed with this file, and not to be moved or closed
   */
  default Optional<FileChannel> channel() {
    return Optional.empty();
  }

  /**
   * How many bytes it is cheaper to read and drop than to begin another read for: about a page for
   * a local file, rather a million for a distant one.
   */
  default int cheapGap() {
    return 4096;
  }
}
