// SPDX-License-Identifier: Apache-2.0

/** What checking a query without running it tells. */
@Version("1.0.0")
@NullMarked
package org.nasmyth.query.check;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
