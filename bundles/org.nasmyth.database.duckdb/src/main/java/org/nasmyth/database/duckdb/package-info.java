// SPDX-License-Identifier: Apache-2.0

/** The embedded database plugin. */
@NullMarked
package org.nasmyth.database.duckdb;

import org.jspecify.annotations.NullMarked;
