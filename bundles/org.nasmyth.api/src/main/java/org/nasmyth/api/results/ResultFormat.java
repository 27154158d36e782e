// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.results;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to write a result. Register one as an OSGi service and every TAP service offers it from the
 * next request on; unregister it and it is gone. Two formats that answer to one name: the one with
 * the higher service ranking is used.
 *
 * <p>Implementations are immutable and safe for any thread.
 */
@ConsumerType
public interface ResultFormat {

  /**
   * The media type of what it writes, as the Content-Type header and capabilities give it, for
   * instance {@code application/x-votable+xml;serialization=BINARY2}.
   */
  String mediaType();

  /**
   * The other names under which RESPONSEFORMAT can ask for it: short forms ({@code csv}) and media
   * types; matched ignoring case. May be empty.
   */
  List<String> aliases();

  /** The usual ending of a file of this format, without a dot. */
  String fileExtension();

  /**
   * Begins a document.
   *
   * @param description what will be written
   * @param out where to; the caller closes it. Buffered: small writes are cheap.
   * @throws IOException if {@code out} throws it
   */
  ResultWriter begin(ResultDescription description, OutputStream out) throws IOException;
}
