// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fetch;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be fetched.
 *
 * @param allowedHosts hosts, as addresses name them, that may have an address which is not public,
 *     in any case
 * @param timeLimit how long one document may take, redirects included
 * @param mostRedirects how often an address may point to another one
 */
public record FetchRules(Set<String> allowedHosts, Duration timeLimit, int mostRedirects) {

  /** Copies the set. */
  public FetchRules {
    allowedHosts =
        allowedHosts.stream()
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    if (timeLimit.isNegative() || timeLimit.isZero() || mostRedirects < 0) {
      throw new IllegalArgumentException("The time limit and the redirects cannot be negative.");
    }
  }
}
