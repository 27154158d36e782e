// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.api.storage.Storage;
import org.nasmyth.exchange.Assembly;

/** A file whose storage stays until it is closed. */
record LeasedFile(OpenFile file, Assembly.Leased<Storage> lease) implements OpenFile {

  @Override
  public FileState state() {
    return file.state();
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    return file.read(position, into);
  }

  @Override
  public Optional<FileChannel> channel() {
    return file.channel();
  }

  @Override
  public int cheapGap() {
    return file.cheapGap();
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      lease.close();
    }
  }
}
