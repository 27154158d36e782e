// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider's public keys, where its discovery document says they are. Nothing is fetched before
 * the first token comes. The keys are fetched again when they are old, and when a token names one
 * that is not among them, but not more often than the refresh limit allows: who sends tokens of
 * invented keys cannot make us flood the provider. If the provider is away, the keys that we have
 * are used on. Safe for any thread.
 */
final class DiscoveredKeys implements JWKSource<SecurityContext> {

  private static final Logger LOG = LoggerFactory.getLogger(DiscoveredKeys.class);
  private static final Duration KEPT_IN_OUTAGE = Duration.ofHours(4);
  private static final Duration FETCH_LIMIT = Duration.ofSeconds(10);

  private final DiscoveryDocument document;
  private final Duration kept;
  private final Duration refreshLimit;
  private final Clock clock;

  private @Nullable JWKSetSource<SecurityContext> keys;
  private Instant nextTry = Instant.MIN;

  /**
   * The keys of a provider.
   *
   * @param kept how long keys are used before they are fetched again, longer than 40 seconds
   * @param refreshLimit at least so long lies between two attempts to fetch keys anew
   */
  DiscoveredKeys(String issuer, Duration kept, Duration refreshLimit, Clock clock) {
    this.document = DiscoveryDocument.of(issuer);
    this.kept = kept;
    this.refreshLimit = refreshLimit;
    this.clock = clock;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    JWKSetSource<SecurityContext> source = keys();
    long now = clock.millis();
    JWKSet known = source.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), now, context);
    List<JWK> selected = selector.select(known);
    return selected.isEmpty()
        ? selector.select(
            source.getJWKSet(JWKSetCacheRefreshEvaluator.referenceComparison(known), now, context))
        : selected;
  }

  private synchronized JWKSetSource<SecurityContext> keys() throws KeySourceException {
    if (keys != null) {
      return keys;
    }
    Instant now = clock.instant();
    if (now.isBefore(nextTry)) {
      throw new KeySourceException(
          "The provider " + document.issuer() + " was asked in vain a moment ago");
    }
    nextTry = now.plus(refreshLimit);
    try {
      JWKSource<SecurityContext> built =
          JWKSourceBuilder.create(document.address("jwks_uri").toURL(), document.retriever())
              .cache(kept.toMillis(), FETCH_LIMIT.toMillis())
              .rateLimited(refreshLimit.toMillis())
              .retrying(true)
              .outageTolerant(KEPT_IN_OUTAGE.toMillis())
              .build();
      // Asked by us, so that keys grow old by the same clock as tokens do.
      keys = ((JWKSetBasedJWKSource<SecurityContext>) built).getJWKSetSource();
      return keys;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("The OpenID provider {} cannot be asked: {}", document.issuer(), e.getMessage());
      throw new KeySourceException("The provider " + document.issuer() + " cannot be asked", e);
    }
  }
}
