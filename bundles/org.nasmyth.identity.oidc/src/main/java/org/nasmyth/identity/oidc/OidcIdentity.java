// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.oidc;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.nasmyth.api.identity.Challenge;
import org.nasmyth.api.identity.Credentials;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.identity.IdentityProvider;
import org.nasmyth.api.identity.Verdict;
import org.nasmyth.tokens.TokenException;
import org.nasmyth.tokens.TokenVerifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Knows people by the ID tokens and access tokens of one OpenID Connect provider. */
@Component(
    name = OidcConfiguration.PID,
    service = IdentityProvider.class,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = OidcConfiguration.class, factory = true)
public final class OidcIdentity implements IdentityProvider {

  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration REFRESH_LIMIT = Duration.ofSeconds(30);

  private final TokenVerifier verifier;
  private final OidcSettings settings;

  /** A provider that is asked when the first token comes. */
  @Activate
  public OidcIdentity(OidcConfiguration configuration) {
    this(OidcSettings.of(configuration), REFRESH_LIMIT, Clock.systemUTC());
  }

  OidcIdentity(OidcSettings settings, Duration refreshLimit, Clock clock) {
    this.settings = settings;
    this.verifier =
        new TokenVerifier(
            settings.rules(),
            new DiscoveredKeys(settings.rules().issuer(), settings.keysKept(), refreshLimit, clock),
            MOST_REMEMBERED,
            clock);
  }

  @Override
  public List<Challenge> challenges() {
    return List.of(new Challenge("Bearer", Map.of()));
  }

  @Override
  public Verdict check(Credentials credentials) {
    if (!(credentials instanceof Credentials.Token token)) {
      return Verdict.NOT_MINE;
    }
    Map<String, Object> claims;
    try {
      claims = verifier.verify(token.text());
    } catch (TokenException e) {
      return switch (e.kind()) {
        case FOREIGN -> Verdict.NOT_MINE;
        case WRONG -> new Verdict.Rejected(String.valueOf(e.getMessage()));
        case UNCHECKED -> new Verdict.Unavailable(String.valueOf(e.getMessage()));
      };
    }
    Optional<String> named =
        settings.name().texts(claims).stream().filter(text -> !text.isBlank()).findFirst();
    return named.isEmpty()
        ? new Verdict.Rejected("The token does not say who it is of.")
        : new Verdict.Accepted(new Identity(settings.prefix() + named.get(), groups(claims)));
  }

  private Set<String> groups(Map<String, Object> claims) {
    return settings.groups().stream()
        .flatMap(path -> path.texts(claims).stream())
        .map(group -> settings.prefix() + group)
        .collect(Collectors.toSet());
  }
}
