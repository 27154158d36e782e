// SPDX-License-Identifier: Apache-2.0

/**
 * A PostgreSQL database. {@link org.nasmyth.database.postgresql.internal.PostgresqlDatabase} is the
 * door; behind it a pool (connections that can only read), an archive (which tables there are, read
 * from TAP_SCHEMA and PostgreSQL's own catalogue), a dialect (bound trees to SQL), running queries
 * as streams of vectors, and a store that loads tables.
 */
@NullMarked
package org.nasmyth.database.postgresql.internal;

import org.jspecify.annotations.NullMarked;
