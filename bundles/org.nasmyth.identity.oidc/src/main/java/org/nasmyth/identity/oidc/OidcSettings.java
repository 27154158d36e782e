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
 * @param keysKept how long the provider's keys are used before they are fetched again
 * @param name where it says who it is of
 * @param groups where it says what groups somebody is in
 * @param prefix what is put before names and groups
 */
record OidcSettings(
    TokenRules rules, Duration keysKept, ClaimPath name, List<ClaimPath> groups, String prefix) {

  /** A shorter time is too short to fetch keys in. */
  private static final int LEAST_WITHDRAWAL_SECONDS = 120;

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException if it is wrong, with the reason
   */
  static OidcSettings of(OidcConfiguration configuration) {
    int withdrawal = configuration.withdrawalSeconds();
    if (withdrawal < LEAST_WITHDRAWAL_SECONDS) {
      throw new IllegalArgumentException(
          "withdrawalSeconds is "
              + withdrawal
              + ", but has to be at least "
              + LEAST_WITHDRAWAL_SECONDS);
    }
    // A token may be checked just before the keys are fetched again, and is remembered from then.
    Duration half = Duration.ofSeconds(withdrawal).dividedBy(2);
    return new OidcSettings(
        new TokenRules(
            configuration.issuer(),
            Set.of(configuration.audiences()),
            Set.of(configuration.algorithms()),
            Duration.ofSeconds(configuration.skewSeconds()),
            half),
        half,
        new ClaimPath(configuration.nameClaim()),
        Stream.of(configuration.groupClaims()).map(ClaimPath::new).toList(),
        configuration.prefix());
  }
}
