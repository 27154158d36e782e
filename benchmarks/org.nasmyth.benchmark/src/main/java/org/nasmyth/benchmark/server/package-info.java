// SPDX-License-Identifier: Apache-2.0

/** Measurements of a whole server as a process, from outside. */
@NullMarked
package org.nasmyth.benchmark.server;

import org.jspecify.annotations.NullMarked;
