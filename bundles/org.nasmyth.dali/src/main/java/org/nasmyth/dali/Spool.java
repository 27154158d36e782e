// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for files that are needed as long as a request lasts, each within a limit, and all
 * together within another. Safe for any thread.
 */
public final class Spool {

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final Path folder;
  private final long mostBytesOfFile;
  private final long mostBytes;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * A spool in a folder of its own, which is made, and emptied of what a process left there that
   * could not clear up.
   *
   * @param mostBytesOfFile the most bytes of one file
   * @param mostBytes the most bytes of all files at a time
   */
  public Spool(Path folder, long mostBytesOfFile, long mostBytes) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.mostBytesOfFile = mostBytesOfFile;
    this.mostBytes = mostBytes;
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  /** Begins a file, empty as yet. */
  public SpooledFile begin() {
    return new SpooledFile(folder.resolve(UUID.randomUUID().toString()));
  }

  /** How many bytes all files have now. */
  public long bytes() {
    return bytes.get();
  }

  /** A file, which is gone when it is closed. For one thread. */
  public final class SpooledFile implements AutoCloseable {

    private final Path path;
    private long size;

    private SpooledFile(Path path) {
      this.path = path;
    }

    /** Where it is, once {@link #write} has made it. Who wants to keep it moves it away. */
    public Path path() {
      return path;
    }

    /** How many bytes have been written. */
    public long size() {
      return size;
    }

    /**
     * Makes the file; done once, and the stream is to be closed before the file is read.
     *
     * <p>The stream throws {@link SpoolException} where the file becomes too large.
     */
    public OutputStream write() throws IOException {
      FileOutputStream file;
      try {
        file = new FileOutputStream(path.toFile());
      } catch (IOException e) {
        throw unwritable(e);
      }
      return new Counted(file);
    }

    private SpoolException unwritable(IOException e) {
      LOG.error("A file of a request cannot be written", e);
      return new SpoolException(
          "The server has no room for the files of this request at the moment; try again later.",
          true,
          e);
    }

    /** Removes the file, if it is still there, and makes room for others. */
    @Override
    public void close() {
      bytes.addAndGet(-size);
      size = 0;
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        LOG.warn("The file {} of a request cannot be removed", path, e);
      }
    }

    private final class Counted extends OutputStream {
      private final OutputStream file;

      Counted(OutputStream file) {
        this.file = file;
      }

      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        if (size + length > mostBytesOfFile) {
          throw new SpoolException(
              "A file of this request is too large, also when it is expanded: at most "
                  + mostBytesOfFile
                  + " bytes are taken. Send it in parts.",
              false,
              null);
        }
        size += length;
        if (bytes.addAndGet(length) > mostBytes) {
          throw new SpoolException(
              "The files of all requests need more room than there is at the moment; try again"
                  + " later.",
              true,
              null);
        }
        try {
          file.write(from, offset, length);
        } catch (IOException e) {
          throw unwritable(e);
        }
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    }
  }
}
