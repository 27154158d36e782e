// SPDX-License-Identifier: Apache-2.0

/** Pieces cut out of products, nothing lost and nothing resampled (SODA 1.0). */
@Version("1.3.0")
@NullMarked
package org.nasmyth.api.cutout;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
