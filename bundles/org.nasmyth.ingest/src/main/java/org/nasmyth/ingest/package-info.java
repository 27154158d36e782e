// SPDX-License-Identifier: Apache-2.0

/** The command that takes FITS files into an archive. */
@NullMarked
package org.nasmyth.ingest;

import org.jspecify.annotations.NullMarked;
