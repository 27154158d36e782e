// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

import java.io.IOException;
import org.nasmyth.api.database.Cancellation;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Does the work of a service's jobs. Registered as an OSGi service; jobs of a service without a
 * handler stay queued. When a handler is unregistered its running jobs are cancelled with {@link
 * Cancellation.Reason#SHUTDOWN} and queued again. Safe for several threads.
 */
@ConsumerType
public interface JobHandler {

  /** The service whose jobs it does, such as {@code tap_obs}. */
  String service();

  /**
   * Does a job.
   *
   * @param job what to do
   * @param input the files that came with it
   * @param output where to put the results
   * @param cancellation ends the work: by the time limit, an abort, a shutdown
   * @return how it went, for people, such as {@code 12 rows}
   * @throws JobFailedException if it failed, or was cancelled
   * @throws IOException if the results cannot be written
   */
  String run(Job job, JobInput input, JobOutput output, Cancellation cancellation)
      throws JobFailedException, IOException;
}
