// SPDX-License-Identifier: Apache-2.0

/** Small pictures of images, cubes and spectra. */
@NullMarked
package org.nasmyth.ingest.picture;

import org.jspecify.annotations.NullMarked;
