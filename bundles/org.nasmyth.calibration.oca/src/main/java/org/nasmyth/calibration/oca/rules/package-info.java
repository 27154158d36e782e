// SPDX-License-Identifier: Apache-2.0

/** The OCA language: what rules say, how they are read, what a condition is worth. No OSGi. */
@NullMarked
package org.nasmyth.calibration.oca.rules;

import org.jspecify.annotations.NullMarked;
