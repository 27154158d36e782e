// SPDX-License-Identifier: Apache-2.0

/** The HTTP conventions that all services share: parameters, error documents, VOSI. */
@NullMarked
package org.nasmyth.dali;

import org.jspecify.annotations.NullMarked;
