// SPDX-License-Identifier: Apache-2.0

/** What clients are told whose requests no service gets. */
@NullMarked
package org.nasmyth.http;

import org.jspecify.annotations.NullMarked;
