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
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider's public keys, where its discovery document says they are (OpenID Connect Discovery
 * 1.0, section 4). Nothing is fetched before the first token comes. The keys are fetched again when
 * they are old, and when a token names one that is not among them, but not more often than the
 * refresh limit allows: who sends tokens of invented keys cannot make us flood the provider. If the
 * provider is away, the keys that we have are used on. Safe for any thread.
 */
final class DiscoveredKeys implements JWKSource<SecurityContext> {

  private static final Logger LOG = LoggerFactory.getLogger(DiscoveredKeys.class);
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MOST_BYTES = 512 * 1024;
  private static final Duration KEPT_IN_OUTAGE = Duration.ofHours(4);
  private static final Duration FETCH_LIMIT = Duration.ofSeconds(10);

  private final String issuer;
  private final Duration kept;
  private final Duration refreshLimit;
  private final Clock clock;
  private final ResourceRetriever retriever =
      new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);

  private @Nullable JWKSetSource<SecurityContext> keys;
  private Instant nextTry = Instant.MIN;

  /**
   * The keys of a provider.
   *
   * @param kept how long keys are used before they are fetched again, longer than 40 seconds
   * @param refreshLimit at least so long lies between two attempts to fetch keys anew
   */
  DiscoveredKeys(String issuer, Duration kept, Duration refreshLimit, Clock clock) {
    this.issuer = issuer;
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
      throw new KeySourceException("The provider " + issuer + " was asked in vain a moment ago");
    }
    nextTry = now.plus(refreshLimit);
    try {
      JWKSource<SecurityContext> built =
          JWKSourceBuilder.create(keyAddress(), retriever)
              .cache(kept.toMillis(), FETCH_LIMIT.toMillis())
              .rateLimited(refreshLimit.toMillis())
              .retrying(true)
              .outageTolerant(KEPT_IN_OUTAGE.toMillis())
              .build();
      // Asked by us, so that keys grow old by the same clock as tokens do.
      keys = ((JWKSetBasedJWKSource<SecurityContext>) built).getJWKSetSource();
      return keys;
    } catch (IOException | ParseException | IllegalArgumentException e) {
      LOG.warn("The OpenID provider {} cannot be asked: {}", issuer, e.getMessage());
      throw new KeySourceException("The provider " + issuer + " cannot be asked", e);
    }
  }

  private URL keyAddress() throws IOException, ParseException {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    String document =
        retriever.retrieveResource(url(base + "/.well-known/openid-configuration")).getContent();
    Map<String, Object> discovered = JSONObjectUtils.parse(document);
    if (!issuer.equals(discovered.get("issuer"))) {
      throw new IOException("its discovery document is of another issuer");
    }
    if (!(discovered.get("jwks_uri") instanceof String address)) {
      throw new IOException("its discovery document has no jwks_uri");
    }
    return url(address);
  }

  private static URL url(String text) throws MalformedURLException {
    URL url = URI.create(text).toURL();
    if (!url.getProtocol().equals("https") && !url.getProtocol().equals("http")) {
      throw new MalformedURLException("not an address of the web: " + text);
    }
    return url;
  }
}
