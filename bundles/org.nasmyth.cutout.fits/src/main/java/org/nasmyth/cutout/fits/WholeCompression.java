// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.fits.ByteSource;

/** Files that are compressed as a whole, of which no piece can be read without all before it. */
final class WholeCompression {

  private static final int FIRST = 0x1f;
  private static final int GZIP = 0x8b;
  private static final int COMPRESS = 0x9d;

  private WholeCompression() {}

  /** Refuses such a file. */
  static void refuse(ByteSource source) throws CutoutException, IOException {
    if (source.size() < 2) {
      return;
    }
    ByteBuffer start = ByteBuffer.allocate(2);
    source.readFully(0, start);
    int second = start.get(1) & 0xFF;
    if (start.get(0) == FIRST && (second == GZIP || second == COMPRESS)) {
      throw new CutoutException(
          CutoutException.Kind.USAGE,
          "This file is compressed as a whole, so no piece can be cut out of it; download it.",
          null);
    }
  }
}
