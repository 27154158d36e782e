// SPDX-License-Identifier: Apache-2.0

/** Accepts the tokens of OpenID Connect providers such as Keycloak, by configuration alone. */
@NullMarked
package org.nasmyth.identity.oidc;

import org.jspecify.annotations.NullMarked;
