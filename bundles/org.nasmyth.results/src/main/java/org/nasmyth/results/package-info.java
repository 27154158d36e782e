// SPDX-License-Identifier: Apache-2.0

/** Writers of query results and the choice between them. */
@NullMarked
package org.nasmyth.results;

import org.jspecify.annotations.NullMarked;
