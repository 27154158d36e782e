// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.nasmyth.api.storage.OpenFile;

/**
 * The bytes of a file of a storage. Closing it leaves the file open, which belongs to the caller.
 *
 * @param file to read
 * @param name what to call it in messages
 */
record OpenFileSource(OpenFile file, String name) implements SourceToCut {

  @Override
  public void open() {}

  @Override
  public long size() throws IOException {
    Optional<FileChannel> channel = file.channel();
    return channel.isPresent() ? channel.get().size() : file.state().size();
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    return file.read(position, into);
  }

  @Override
  public String version() throws IOException {
    return size() + " bytes, " + file.currentVersion();
  }

  @Override
  public int cheapGap() {
    return file.cheapGap();
  }

  @Override
  public Optional<FileChannel> channel() {
    return file.channel();
  }

  @Override
  public void close() {}
}
