// SPDX-License-Identifier: Apache-2.0

/** What is measured inside of the embedded database's plugin. */
@NullMarked
package org.nasmyth.database.duckdb.internal;

import org.jspecify.annotations.NullMarked;
