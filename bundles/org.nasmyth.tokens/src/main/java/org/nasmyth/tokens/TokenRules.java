// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tokens;

import java.time.Duration;
import java.util.Set;

/**
 * Which tokens are accepted.
 *
 * @param issuer who must have issued them, as the claim {@code iss} says it
 * @param audiences for whom they must be; one of the claim {@code aud} is enough
 * @param algorithms the signatures that are believed, such as {@code ES256}; only those with public
 *     keys
 * @param skew by how much the issuer's clock may differ from ours
 * @param remembered how long at most a token that was checked is believed without a new check of
 *     its signature
 */
public record TokenRules(
    String issuer,
    Set<String> audiences,
    Set<String> algorithms,
    Duration skew,
    Duration remembered) {

  /** The signatures with public keys that can be checked. */
  public static final Set<String> PUBLIC_KEY_ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

  /**
   * Copies the sets.
   *
   * @throws IllegalArgumentException if there is nothing in one, or an algorithm without public
   *     keys, with which who can check tokens could make them
   */
  public TokenRules {
    audiences = Set.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
    if (issuer.isBlank() || audiences.isEmpty() || algorithms.isEmpty()) {
      throw new IllegalArgumentException(
          "an issuer, at least one audience and at least one algorithm have to be given");
    }
    if (!PUBLIC_KEY_ALGORITHMS.containsAll(algorithms)) {
      throw new IllegalArgumentException(
          "algorithms may be " + PUBLIC_KEY_ALGORITHMS + ", got " + algorithms);
    }
  }
}
