// SPDX-License-Identifier: Apache-2.0

/** The Table Access Protocol face. */
@NullMarked
package org.nasmyth.tap;

import org.jspecify.annotations.NullMarked;
