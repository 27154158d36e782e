// SPDX-License-Identifier: Apache-2.0

/**
 * The embedded database. {@link org.nasmyth.database.duckdb.internal.DuckDbDatabase} is the door;
 * behind it an engine (DuckDB itself, closed to the file system), an archive (which tables there
 * are, read from TAP_SCHEMA), a dialect (bound trees to SQL), a runner (queries as streams of
 * vectors) and a loader.
 */
@NullMarked
package org.nasmyth.database.duckdb.internal;

import org.jspecify.annotations.NullMarked;
