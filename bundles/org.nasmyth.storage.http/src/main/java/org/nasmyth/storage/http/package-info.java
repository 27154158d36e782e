// SPDX-License-Identifier: Apache-2.0

/** Files of a web server that can deliver ranges. */
@NullMarked
package org.nasmyth.storage.http;

import org.jspecify.annotations.NullMarked;
