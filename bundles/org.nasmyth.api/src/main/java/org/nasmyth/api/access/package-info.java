// SPDX-License-Identifier: Apache-2.0

/** Who may see what. */
@Version("1.2.0")
@NullMarked
package org.nasmyth.api.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
