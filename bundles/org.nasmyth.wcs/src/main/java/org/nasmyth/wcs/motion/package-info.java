// SPDX-License-Identifier: Apache-2.0

/** What the standards of rest of spectra move like, seen from the barycentre (FITS Paper III). */
@Version("1.0.0")
@NullMarked
package org.nasmyth.wcs.motion;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
