// SPDX-License-Identifier: Apache-2.0

/** Loads any table file that STIL reads into a table store. */
@NullMarked
package org.nasmyth.load;

import org.jspecify.annotations.NullMarked;
