// SPDX-License-Identifier: Apache-2.0

/** Tells which calibrations belong to raw frames, in the shape of ESO's CalSelector. */
@NullMarked
package org.nasmyth.calselector;

import org.jspecify.annotations.NullMarked;
