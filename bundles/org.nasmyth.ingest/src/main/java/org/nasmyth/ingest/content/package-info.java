// SPDX-License-Identifier: Apache-2.0

/** What the headers of a FITS file tell: cards, footprint, wavelengths, kind of data. */
@NullMarked
package org.nasmyth.ingest.content;

import org.jspecify.annotations.NullMarked;
