// SPDX-License-Identifier: Apache-2.0

/** Simulated data reduction: master calibrations, products and the files that come with them. */
@NullMarked
package org.nasmyth.sample.reduce;

import org.jspecify.annotations.NullMarked;
