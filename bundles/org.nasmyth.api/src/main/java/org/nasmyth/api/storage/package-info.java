// SPDX-License-Identifier: Apache-2.0

/** Where the bytes of files are. */
@Version("1.1.0")
@NullMarked
package org.nasmyth.api.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
