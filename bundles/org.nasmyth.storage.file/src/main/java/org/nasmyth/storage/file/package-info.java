// SPDX-License-Identifier: Apache-2.0

/** Files in directory trees of this machine. */
@NullMarked
package org.nasmyth.storage.file;

import org.jspecify.annotations.NullMarked;
