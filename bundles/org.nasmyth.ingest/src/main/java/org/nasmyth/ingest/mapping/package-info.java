// SPDX-License-Identifier: Apache-2.0

/** How the mapping files turn headers into rows. */
@NullMarked
package org.nasmyth.ingest.mapping;

import org.jspecify.annotations.NullMarked;
