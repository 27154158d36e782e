// SPDX-License-Identifier: Apache-2.0

/**
 * Tables in files: VOTable, FITS, ECSV, CSV, Parquet. Finds out the columns' types, which of them
 * hold positions and regions, and brings the rows into a database.
 */
@NullMarked
@Version("1.0.0")
package org.nasmyth.tables;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
