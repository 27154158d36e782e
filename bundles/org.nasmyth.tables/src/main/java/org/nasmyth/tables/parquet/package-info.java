// SPDX-License-Identifier: Apache-2.0
/** Reads Parquet files with their VO metadata, through the DuckDB library that a server has. */
@NullMarked
package org.nasmyth.tables.parquet;

import org.jspecify.annotations.NullMarked;
