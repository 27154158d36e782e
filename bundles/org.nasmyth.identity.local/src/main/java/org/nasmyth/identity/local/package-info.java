// SPDX-License-Identifier: Apache-2.0

/**
 * Accounts of the archive's own, for a site without an identity provider: names, passwords and
 * groups in a file, and a small OpenID provider that turns a password into a token.
 */
@NullMarked
package org.nasmyth.identity.local;

import org.jspecify.annotations.NullMarked;
