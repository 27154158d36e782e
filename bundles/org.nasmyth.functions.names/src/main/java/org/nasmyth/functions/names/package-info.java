// SPDX-License-Identifier: Apache-2.0

/** Positions of objects by their names. */
@NullMarked
package org.nasmyth.functions.names;

import org.jspecify.annotations.NullMarked;
