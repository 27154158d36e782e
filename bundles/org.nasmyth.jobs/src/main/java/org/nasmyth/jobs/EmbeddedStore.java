// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.jobs;

import java.nio.file.Path;

/** The job store that a server has for itself: an H2 database in a file. */
final class EmbeddedStore {

  private EmbeddedStore() {}

  /**
   * Its URL. What is committed is written at once, and it is closed by the queue, not when the
   * process ends.
   */
  static String url(Path folder) {
    return "jdbc:h2:file:"
        + folder.toAbsolutePath().resolve("queue")
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }
}
