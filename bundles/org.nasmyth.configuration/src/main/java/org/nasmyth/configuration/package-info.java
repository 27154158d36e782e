// SPDX-License-Identifier: Apache-2.0

/** The configuration files of a server: one JSON file per component in the folder {@code etc}. */
@NullMarked
@Version("1.0.0")
package org.nasmyth.configuration;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
