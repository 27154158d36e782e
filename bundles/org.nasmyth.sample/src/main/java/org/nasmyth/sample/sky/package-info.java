// SPDX-License-Identifier: Apache-2.0

/** Sites, coordinates and footprints. */
@NullMarked
package org.nasmyth.sample.sky;

import org.jspecify.annotations.NullMarked;
