// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.cutout;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * A piece that is ready to be sent. Everything is decided, nothing but headers was read. Used by
 * one thread at a time, while the file that it is cut from is open.
 */
public interface Cutout {

  /** Its media type. */
  String contentType();

  /**
   * A name for it, safe in a Content-Disposition header: letters, digits, dot, dash, underscore.
   */
  String fileName();

  /** How many bytes {@link #writeTo} writes, exactly. */
  long length();

  /**
   * Writes the piece. Can be called again.
   *
   * @param out may take less than it is offered, and may be a socket
   * @throws IOException if the file cannot be read, was changed since the piece was prepared, or
   *     the channel fails; also when the request was cancelled
   */
  void writeTo(WritableByteChannel out) throws IOException;
}
