// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.nasmyth.fits.ByteSource;

/** Takes the bytes of an HDU's data in their order. */
interface Sink {

  /** Bytes that are moved at once. */
  int CHUNK = 1 << 20;

  /**
   * Takes bytes.
   *
   * @param bytes from position to limit; the position moves to the limit
   */
  void write(ByteBuffer bytes) throws IOException;

  /**
   * Takes bytes of a source.
   *
   * @param buffer to do it with where they have to come by; its content is lost
   */
  default void transfer(ByteSource source, long position, long length, ByteBuffer buffer)
      throws IOException {
    for (long done = 0; done < length; done += buffer.limit()) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), length - done));
      source.readFully(position + done, buffer);
      buffer.flip();
      write(buffer);
    }
  }
}
