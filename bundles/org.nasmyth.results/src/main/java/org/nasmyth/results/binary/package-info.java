// SPDX-License-Identifier: Apache-2.0

/** Rows as the bytes that VOTable's BINARY and FITS share. */
@NullMarked
package org.nasmyth.results.binary;

import org.jspecify.annotations.NullMarked;
