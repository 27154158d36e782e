// SPDX-License-Identifier: Apache-2.0

/** Checks signed tokens (JSON Web Tokens, RFC 7519), for plugins that accept them. */
@Version("1.0.0")
@NullMarked
package org.nasmyth.tokens;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
