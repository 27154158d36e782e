// SPDX-License-Identifier: Apache-2.0

/**
 * What a database plugin implements: executing bound queries as streams of row batches, loading
 * tables, changing their rows, and taking tables that queries bring along.
 */
@Version("1.2.0")
@NullMarked
package org.nasmyth.api.database;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
