// SPDX-License-Identifier: Apache-2.0

/**
 * Commands that administer an archive: {@code nasmyth load}, {@code nasmyth sample}, {@code nasmyth
 * plugins}. A bundle adds one by registering a {@link org.nasmyth.api.command.Command} service; the
 * launcher finds it by its name.
 */
@NullMarked
@Version("1.1.0")
package org.nasmyth.api.command;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
