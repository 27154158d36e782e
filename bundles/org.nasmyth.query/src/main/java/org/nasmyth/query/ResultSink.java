// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query;

import java.io.IOException;
import java.io.OutputStream;

/** Where a result goes. */
@FunctionalInterface
public interface ResultSink {

  /**
   * The stream for the document; the pipeline flushes it at the end and leaves closing to the
   * caller.
   */
  OutputStream open() throws IOException;
}
