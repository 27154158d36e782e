// SPDX-License-Identifier: Apache-2.0

/** The interfaces and records that plugins and faces share. */
@NullMarked
package org.nasmyth.api;

import org.jspecify.annotations.NullMarked;
