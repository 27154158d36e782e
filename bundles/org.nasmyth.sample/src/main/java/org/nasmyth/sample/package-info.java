// SPDX-License-Identifier: Apache-2.0

/** A simulated archive in the shape of a large observatory's tables. */
@NullMarked
package org.nasmyth.sample;

import org.jspecify.annotations.NullMarked;
