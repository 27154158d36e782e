// SPDX-License-Identifier: Apache-2.0

/** The command line: starts a server in the foreground, or calls a command of a running one. */
@NullMarked
package org.nasmyth.launcher;

import org.jspecify.annotations.NullMarked;
