// SPDX-License-Identifier: Apache-2.0

/** The choice of a format by the names that clients use. */
@NullMarked
package org.nasmyth.results.choice;

import org.jspecify.annotations.NullMarked;
