// SPDX-License-Identifier: Apache-2.0

/** The server's end of the control channel and the command that tells about plugins. */
@NullMarked
package org.nasmyth.control.internal;

import org.jspecify.annotations.NullMarked;
