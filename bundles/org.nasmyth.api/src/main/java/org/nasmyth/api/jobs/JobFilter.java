// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs of a list to show (UWS 1.1, section 2.2.2.1).
 *
 * @param phases only jobs in one of these; empty for all but archived ones
 * @param after only jobs created after this; null for all
 * @param last only so many, the newest first; null for all, oldest first
 */
public record JobFilter(Set<JobPhase> phases, @Nullable Instant after, @Nullable Integer last) {

  /** Copies the set. */
  public JobFilter {
    phases = Set.copyOf(phases);
  }
}
