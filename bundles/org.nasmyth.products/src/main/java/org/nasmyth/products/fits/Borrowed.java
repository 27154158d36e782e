// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;

/** A file whose owner closes it. */
record Borrowed(OpenFile file) implements OpenFile {

  @Override
  public FileState state() {
    return file.state();
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    return file.read(position, into);
  }

  @Override
  public int cheapGap() {
    return file.cheapGap();
  }

  @Override
  public void close() {}
}
