// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Optional;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.storage.file.DirectoryTree.Found;

/** A file of this machine, open. */
record LocalFile(FileState state, FileChannel file) implements OpenFile {

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
