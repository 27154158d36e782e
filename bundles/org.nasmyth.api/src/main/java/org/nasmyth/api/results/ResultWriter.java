// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.results;

import java.io.IOException;
import org.nasmyth.api.database.RowBatch;
import org.osgi.annotation.versioning.ConsumerType;

/** A document being written. Used by one thread at a time. Holds no more than a batch in memory. */
@ConsumerType
public interface ResultWriter extends AutoCloseable {

  /**
   * Writes rows.
   *
   * @param batch valid only during the call
   * @throws UnwritableResultException if the format cannot hold the result
   * @throws IOException if the stream throws it
   */
  void write(RowBatch batch) throws IOException;

  /**
   * Hands on what this has kept back of the rows so far, for a client that waits. Called after the
   * first rows and whenever rows come slowly. A format that cannot write before the last row leaves
   * it as it is.
   */
  default void flush() throws IOException {}

  /**
   * Ends the document, well-formed whatever has happened, and flushes it. Called at most once: not
   * if the stream itself has failed, nor if the query has failed before a byte was written, because
   * then an error is answered in place of the document.
   *
   * @param ending how the result ended; a format that can say so, says so
   */
  void end(Ending ending) throws IOException;

  /**
   * Gives back what this holds beside memory, such as a temporary file. Called once, after {@link
   * #end} or in place of it. Leaves the stream alone.
   */
  @Override
  default void close() throws IOException {}
}
