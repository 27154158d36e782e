// SPDX-License-Identifier: Apache-2.0

/** What can be shown of a FITS file without cutting it. */
@Version("1.1.0")
@NullMarked
package org.nasmyth.products.fits;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
