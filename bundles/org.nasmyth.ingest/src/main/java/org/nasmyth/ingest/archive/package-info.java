// SPDX-License-Identifier: Apache-2.0

/** The tables that files are taken into. */
@NullMarked
package org.nasmyth.ingest.archive;

import org.jspecify.annotations.NullMarked;
