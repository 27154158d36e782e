// SPDX-License-Identifier: Apache-2.0

/** The ADQL parser and its syntax tree. */
@NullMarked
package org.nasmyth.adql;

import org.jspecify.annotations.NullMarked;
