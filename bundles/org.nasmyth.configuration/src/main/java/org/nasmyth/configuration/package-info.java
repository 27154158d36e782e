// SPDX-License-Identifier: Apache-2.0

/** Reads the JSON configuration files of a server's etc folder. */
@NullMarked
package org.nasmyth.configuration;

import org.jspecify.annotations.NullMarked;
