// SPDX-License-Identifier: Apache-2.0

/** Random numbers that are the same on every machine. */
@NullMarked
package org.nasmyth.sample.chance;

import org.jspecify.annotations.NullMarked;
