// SPDX-License-Identifier: Apache-2.0

/** Who is asking, and plugins that find it out. */
@Version("1.1.0")
@NullMarked
package org.nasmyth.api.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
