// SPDX-License-Identifier: Apache-2.0

/**
 * The bound query: a typed tree without any text of the user's, which is what a database plugin
 * executes.
 */
@Version("1.0.0")
@NullMarked
package org.nasmyth.api.query;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
