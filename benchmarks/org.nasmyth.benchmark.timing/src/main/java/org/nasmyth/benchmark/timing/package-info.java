// SPDX-License-Identifier: Apache-2.0

/** A plugin that stands before a database and measures how long it works on each query. */
@NullMarked
package org.nasmyth.benchmark.timing;

import org.jspecify.annotations.NullMarked;
