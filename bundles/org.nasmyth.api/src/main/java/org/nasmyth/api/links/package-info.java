// SPDX-License-Identifier: Apache-2.0

/** What a list of links (DataLink 1.1) leads to, and who adds to it. */
@Version("1.0.0")
@NullMarked
package org.nasmyth.api.links;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
