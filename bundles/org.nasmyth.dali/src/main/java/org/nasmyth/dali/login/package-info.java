// SPDX-License-Identifier: Apache-2.0

/**
 * How callers log in: all identity providers together, the token services' common door, and what
 * slows down who guesses.
 */
@Version("1.1.0")
@NullMarked
package org.nasmyth.dali.login;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
