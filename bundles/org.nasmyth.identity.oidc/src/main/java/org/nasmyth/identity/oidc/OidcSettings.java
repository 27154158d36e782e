// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.oidc;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.nasmyth.tokens.TokenRules;

/**
 * Whose tokens are accepted, and what is read from them.
 *
 * @param rules what a token must fulfil
 * @param name where it says who it is of
 * @param groups where it says what groups somebody is in
 * @param prefix what is put before names and groups
 */
record OidcSettings(TokenRules rules, ClaimPath name, List<ClaimPath> groups, String prefix) {

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException if it is wrong, with the reason
   */
  static OidcSettings of(OidcConfiguration configuration) {
    return new OidcSettings(
        new TokenRules(
            configuration.issuer(),
            Set.of(configuration.audiences()),
            Set.of(configuration.algorithms()),
            Duration.ofSeconds(configuration.skewSeconds()),
            Duration.ofSeconds(configuration.cacheSeconds())),
        new ClaimPath(configuration.nameClaim()),
        Stream.of(configuration.groupClaims()).map(ClaimPath::new).toList(),
        configuration.prefix());
  }
}
