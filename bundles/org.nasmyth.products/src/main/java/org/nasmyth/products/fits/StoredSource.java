// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.fits.ByteSource;

/**
 * A stored file as the FITS kernel reads it; closing it closes the file.
 *
 * @param file open until this is closed
 */
public record StoredSource(OpenFile file) implements ByteSource {

  @Override
  public String name() {
    return file.state().fileName();
  }

  @Override
  public long size() {
    return file.state().size();
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    return file.read(position, into);
  }

  @Override
  public String version() {
    return file.state().version();
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
  public void close() throws IOException {
    file.close();
  }
}
