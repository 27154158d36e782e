// SPDX-License-Identifier: Apache-2.0

/**
 * Fetches documents from addresses that users give, without becoming their way into the network
 * that the server stands in.
 */
@NullMarked
@Version("1.0.0")
package org.nasmyth.fetch;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
