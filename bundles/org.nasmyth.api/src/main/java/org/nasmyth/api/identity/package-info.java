// SPDX-License-Identifier: Apache-2.0

/** Who is asking. */
@Version("1.0.0")
@NullMarked
package org.nasmyth.api.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
