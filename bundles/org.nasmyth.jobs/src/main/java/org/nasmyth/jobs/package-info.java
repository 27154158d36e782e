// SPDX-License-Identifier: Apache-2.0

/** The queue of asynchronous jobs, on OpenCADC's model of UWS. */
@NullMarked
package org.nasmyth.jobs;

import org.jspecify.annotations.NullMarked;
