// SPDX-License-Identifier: Apache-2.0

/** Who may see what, by release dates, private programmes and grants in tables. */
@NullMarked
package org.nasmyth.access.grants;

import org.jspecify.annotations.NullMarked;
