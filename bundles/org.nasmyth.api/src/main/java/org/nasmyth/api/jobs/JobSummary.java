// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.identity.Identity;

/**
 * A job in the job list.
 *
 * @param id its name below the list
 * @param owner who created it
 * @param runId what the user calls it; null if nothing
 * @param phase where it is in its life
 * @param created when it was accepted
 */
public record JobSummary(
    String id, Identity owner, @Nullable String runId, JobPhase phase, Instant created) {}
