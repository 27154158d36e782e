// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.uws;

import java.time.Duration;
import java.util.Set;
import org.nasmyth.api.jobs.JobLimits;
import org.nasmyth.dali.ErrorFormat;

/**
 * How a service's job list is set up.
 *
 * @param service whose jobs it has, as the handler of the jobs is called
 * @param limits the limits of its jobs
 * @param longestWait the longest that a request with WAIT is kept waiting
 * @param single the names of parameters that a job may have only once, in upper case: setting one
 *     of a pending job again is refused
 * @param errors how the failure of a job is told
 */
public record AsyncSettings(
    String service,
    JobLimits limits,
    Duration longestWait,
    Set<String> single,
    ErrorFormat errors) {

  /** Copies the set. */
  public AsyncSettings {
    single = Set.copyOf(single);
  }
}
