// SPDX-License-Identifier: Apache-2.0

/** The databases that commands bring tables into. */
@NullMarked
@Version("1.0.0")
package org.nasmyth.tables.stores;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
