// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

import java.nio.file.Path;
import java.util.Optional;

/** What a job was given besides its parameters. */
@FunctionalInterface
public interface JobInput {

  /**
   * A file that came with the job.
   *
   * @param name the name that it was given, in any case
   * @return where it is until the job has ended; it is not to be changed
   */
  Optional<Path> file(String name);
}
