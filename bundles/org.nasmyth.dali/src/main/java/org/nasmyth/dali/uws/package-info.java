// SPDX-License-Identifier: Apache-2.0

/**
 * The Universal Worker Service's protocol (UWS 1.1, section 2.2): the tree of addresses of a job
 * list and what their parameters mean, the same for every asynchronous service.
 */
@NullMarked
@Version("2.0.0")
package org.nasmyth.dali.uws;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
