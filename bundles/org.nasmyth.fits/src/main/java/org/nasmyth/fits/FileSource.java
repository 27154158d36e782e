// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A file of a local file system. Safe for several threads, but closing it ends all their reads. A
 * thread that is interrupted while it reads closes it for all, as {@link FileChannel} says.
 */
public final class FileSource implements ByteSource {

  private final Path path;
  private final FileChannel channel;

  private FileSource(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens a file for reading.
   *
   * @param path to it
   * @throws IOException if it cannot be opened
   */
  public static FileSource open(Path path) throws IOException {
    return new FileSource(path, FileChannel.open(path, StandardOpenOption.READ));
  }

  @Override
  public String name() {
    return String.valueOf(path.getFileName());
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    return channel.read(into, position);
  }

  /** Size, time of the last change and, where the file system has one, the file's own key. */
  @Override
  public String version() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return attributes.size() + ":" + attributes.lastModifiedTime() + ":" + attributes.fileKey();
  }

  @Override
  public Optional<FileChannel> channel() {
    return Optional.of(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
