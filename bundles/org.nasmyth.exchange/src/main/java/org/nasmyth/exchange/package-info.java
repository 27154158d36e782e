// SPDX-License-Identifier: Apache-2.0

/** Leases on plugins that may be exchanged while they are in use. */
@NullMarked
package org.nasmyth.exchange;

import org.jspecify.annotations.NullMarked;
