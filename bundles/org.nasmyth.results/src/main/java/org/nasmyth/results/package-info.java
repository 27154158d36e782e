// SPDX-License-Identifier: Apache-2.0

/** The formats in which results can be written, and the choice between them. */
@Version("1.0.0")
@NullMarked
package org.nasmyth.results;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
