// SPDX-License-Identifier: Apache-2.0

/**
 * Parts that are exchanged while they are in use: a request keeps the part that it began with, and
 * a part that leaves waits for those who use it.
 */
@Version("1.0.0")
@NullMarked
package org.nasmyth.exchange;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
