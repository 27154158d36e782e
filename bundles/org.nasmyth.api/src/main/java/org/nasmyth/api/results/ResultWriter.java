// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.results;

import java.io.IOException;
import org.nasmyth.api.database.RowBatch;
import org.osgi.annotation.versioning.ConsumerType;

/** A document being written. Used by one thread at a time. Holds no more than a batch in memory. */
@ConsumerType
public interface ResultWriter {

  /**
   * Writes rows.
   *
   * @param batch valid only during the call
   */
  void write(RowBatch batch) throws IOException;

  /**
   * Ends the document, well-formed whatever has happened, and flushes it. Called exactly once,
   * unless the stream itself has failed.
   *
   * @param ending how the result ended; a format that can say so, says so
   */
  void end(Ending ending) throws IOException;
}
