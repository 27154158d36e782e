// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import java.io.IOException;
import java.io.OutputStream;

/** Where a result goes. */
@FunctionalInterface
public interface ResultSink {

  /**
   * The stream for the document, asked for with its first byte; the pipeline flushes it for clients
   * that wait and leaves closing, or finishing, to the caller.
   */
  OutputStream open() throws IOException;
}
