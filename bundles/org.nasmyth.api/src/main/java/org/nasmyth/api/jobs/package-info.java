// SPDX-License-Identifier: Apache-2.0

/**
 * Jobs that outlive the request which made them (UWS 1.1): a face creates them with {@link
 * org.nasmyth.api.jobs.JobService} and does their work as a {@link
 * org.nasmyth.api.jobs.JobHandler}.
 */
@NullMarked
@Version("1.1.0")
package org.nasmyth.api.jobs;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
