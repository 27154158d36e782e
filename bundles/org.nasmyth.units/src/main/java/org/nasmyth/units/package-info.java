// SPDX-License-Identifier: Apache-2.0

/** Units as the IVOA's recommendation VOUnits 1.1 writes them, and the factors between them. */
@Version("1.0.0")
@NullMarked
package org.nasmyth.units;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
