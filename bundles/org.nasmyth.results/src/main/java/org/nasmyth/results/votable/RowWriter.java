// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.votable;

import java.io.IOException;
import org.nasmyth.api.database.RowBatch;

/** Writes the DATA element's content in one serialisation. */
interface RowWriter {

  /** Writes what stands before the first row. */
  void begin() throws IOException;

  /** Writes rows. */
  void write(RowBatch batch) throws IOException;

  /** Writes what stands after the last row. */
  void end() throws IOException;
}
