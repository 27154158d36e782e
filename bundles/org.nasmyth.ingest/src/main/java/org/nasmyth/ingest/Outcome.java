// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import org.nasmyth.ingest.archive.BatchWriter;
import org.nasmyth.ingest.archive.TakenFile;

/** What became of a file when it was read. */
sealed interface Outcome {

  /** It is as it was when it was taken in; its path is below a root of the storage. */
  record Unchanged(String path) implements Outcome {}

  /** Its content is what it was, its time is not. */
  record Retimed(BatchWriter.Touched file) implements Outcome {}

  /** It cannot be taken in. */
  record Skipped(String path, String why) implements Outcome {}

  /** It is to be written to the archive. */
  record Ready(TakenFile file) implements Outcome {}
}
