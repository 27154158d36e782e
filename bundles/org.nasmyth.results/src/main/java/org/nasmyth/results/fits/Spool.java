// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.fits;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.results.UnwritableResultException;

/**
 * Bytes that are kept aside until all of them are known, then read from their beginning as often as
 * needed: few of them in memory, more in a file that nobody else sees and that is gone with this or
 * with the process. Used by one thread.
 */
final class Spool implements Closeable {

  private static final int IN_MEMORY = 256 * 1024;

  private final Path folder;
  private final long limit;
  private final ByteBuffer buffer = ByteBuffer.allocate(IN_MEMORY);
  private @Nullable FileChannel file;
  private long inFile;

  /**
   * A spool without bytes.
   *
   * @param folder where a file may be made; it need not exist
   * @param limit the most bytes
   */
  Spool(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * Adds bytes.
   *
   * @throws UnwritableResultException if there are too many, or the disk does not take them
   */
  void write(byte[] bytes, int length) throws UnwritableResultException {
    if (size() + length > limit) {
      throw new UnwritableResultException(
          "The result is larger than "
              + limit / 1_000_000
              + " MB, the most that can be written in this format. Ask for fewer rows or columns,"
              + " or for a format that needs no room for all rows, such as votable.",
          null);
    }
    int from = 0;
    while (from < length) {
      if (!buffer.hasRemaining()) {
        spill();
      }
      int part = Math.min(length - from, buffer.remaining());
      buffer.put(bytes, from, part);
      from += part;
    }
  }

  /** How many bytes there are. */
  long size() {
    return inFile + buffer.position();
  }

  /**
   * Reads some bytes.
   *
   * @param position of the first
   * @param target to be filled from its beginning
   * @return how many there were; 0 behind the last
   */
  int read(long position, byte[] target) throws IOException {
    if (position >= inFile) {
      int start = Math.toIntExact(position - inFile);
      int part = Math.min(target.length, buffer.position() - start);
      System.arraycopy(buffer.array(), start, target, 0, part);
      return part;
    }
    FileChannel channel = file;
    if (channel == null) {
      throw new IllegalStateException("closed");
    }
    int part = (int) Math.min(target.length, inFile - position);
    ByteBuffer view = ByteBuffer.wrap(target, 0, part);
    while (view.hasRemaining()) {
      if (channel.read(view, position + view.position()) < 0) {
        throw new IOException("The file of a result that was kept aside has been cut off.");
      }
    }
    return part;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  private void spill() throws UnwritableResultException {
    try {
      FileChannel channel = file == null ? open() : file;
      buffer.flip();
      while (buffer.hasRemaining()) {
        inFile += channel.write(buffer, inFile);
      }
      buffer.clear();
    } catch (IOException e) {
      throw new UnwritableResultException(
          "The server has no room to keep this result aside, which its format needs. Ask for"
              + " another format, such as votable, or tell the operator.",
          e);
    }
  }

  private FileChannel open() throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("result-" + UUID.randomUUID()),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    file = channel;
    return channel;
  }
}
