// SPDX-License-Identifier: Apache-2.0

/** Binds a parsed query to the catalogue and runs it. */
@NullMarked
package org.nasmyth.query;

import org.jspecify.annotations.NullMarked;
