// SPDX-License-Identifier: Apache-2.0

/** Selects calibrations of raw frames by rules in ESO's OCA language. */
@NullMarked
package org.nasmyth.calibration.oca;

import org.jspecify.annotations.NullMarked;
