// SPDX-License-Identifier: Apache-2.0

/** The functions that the ADQL services of ESO offer. */
@NullMarked
package org.nasmyth.functions.eso;

import org.jspecify.annotations.NullMarked;
