// SPDX-License-Identifier: Apache-2.0

/** The control channel and the commands that administer a running server. */
@NullMarked
package org.nasmyth.control;

import org.jspecify.annotations.NullMarked;
