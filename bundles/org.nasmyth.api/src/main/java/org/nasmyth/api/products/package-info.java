// SPDX-License-Identifier: Apache-2.0

/**
 * The files of an archive: what they are, what they cover, to whom they belong, how they relate.
 */
@Version("1.1.0")
@NullMarked
package org.nasmyth.api.products;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
