// SPDX-License-Identifier: Apache-2.0

/** Pieces cut out of products (SODA 1.0). */
@NullMarked
package org.nasmyth.soda;

import org.jspecify.annotations.NullMarked;
