// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.storage.file.DirectoryTree.Found;

/**
 * A file of this machine, open.
 *
 * @param state what it was when it was found
 * @param found where it was, and its attributes then
 * @param file its bytes
 */
record LocalFile(FileState state, Found found, FileChannel file) implements OpenFile {

  static FileState state(String path, Found found) {
    Instant modified = found.attributes().lastModifiedTime().toInstant();
    long size = found.attributes().size();
    String version =
        Long.toHexString(size)
            + "-"
            + Long.toHexString(modified.getEpochSecond())
            + "-"
            + Integer.toHexString(modified.getNano());
    return new FileState(path, size, modified, version);
  }

  @Override
  public String currentVersion() throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(found.real(), BasicFileAttributes.class);
      boolean same = Objects.equals(now.fileKey(), found.attributes().fileKey());
      return same ? state(state.path(), new Found(found.real(), now)).version() : state.version();
    } catch (NoSuchFileException e) {
      // Removed or renamed: what is open stays as it was.
      return state.version();
    }
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    return file.read(into, position);
  }

  @Override
  public Optional<FileChannel> channel() {
    return Optional.of(file);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
