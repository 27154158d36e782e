// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.nasmyth.api.identity.Challenge;
import org.nasmyth.api.identity.Credentials;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.identity.IdentityProvider;
import org.nasmyth.api.identity.Verdict;
import org.nasmyth.dali.login.TokenAnswer;
import org.nasmyth.tokens.TokenException;
import org.nasmyth.tokens.TokenRules;
import org.nasmyth.tokens.TokenVerifier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows people by their accounts here. A token counts as long as its account is there with the same
 * password; groups are those of the account now, not those of the token.
 */
@Component(
    name = LocalConfiguration.PID,
    service = {IdentityProvider.class, LocalIdentity.class},
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LocalConfiguration.class)
public final class LocalIdentity implements IdentityProvider {

  private static final Logger LOG = LoggerFactory.getLogger(LocalIdentity.class);
  private static final String STAMP = "stamp";
  private static final String GROUPS = "groups";
  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final Verdict.Unavailable BROKEN =
      new Verdict.Unavailable("The accounts cannot be read; the operator finds why in the log.");

  private final Accounts accounts;
  private final LocalSettings settings;
  private final Clock clock;
  private final KeyRing keys;
  private final TokenVerifier verifier;
  private final PasswordCheck passwords;

  /** The accounts of a server. */
  @Activate
  public LocalIdentity(
      LocalConfiguration configuration, BundleContext context, @Reference Accounts accounts) {
    this(
        LocalSettings.of(configuration),
        Path.of(String.valueOf(context.getProperty("nasmyth.home"))),
        accounts,
        Clock.systemUTC());
  }

  LocalIdentity(LocalSettings settings, Path home, Accounts accounts, Clock clock) {
    this.settings = settings;
    this.accounts = accounts;
    this.clock = clock;
    this.keys = new KeyRing(home, settings.keyLife(), settings.tokenLife(), clock);
    this.passwords = new PasswordCheck(accounts, REMEMBERED, clock);
    this.verifier =
        new TokenVerifier(
            new TokenRules(
                settings.issuer(), settings.clients(), Set.of("ES256"), Duration.ZERO, REMEMBERED),
            keys,
            MOST_REMEMBERED,
            clock);
  }

  @Override
  public List<Challenge> challenges() {
    List<Challenge> offered = new ArrayList<>();
    offered.add(new Challenge("Bearer", Map.of()));
    if (settings.basic()) {
      offered.add(new Challenge("Basic", Map.of("realm", settings.realm())));
    }
    return offered;
  }

  @Override
  public Verdict check(Credentials credentials) {
    try {
      if (credentials instanceof Credentials.Token token) {
        return check(token);
      }
      return settings.basic() && credentials instanceof Credentials.Password password
          ? passwords.check(password)
          : Verdict.NOT_MINE;
    } catch (UncheckedIOException e) {
      LOG.error("{}", e.getMessage(), e);
      return BROKEN;
    }
  }

  private Verdict check(Credentials.Token token) {
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
    return accounts
        .find(String.valueOf(claims.get("sub")))
        .filter(account -> account.stamp().equals(claims.get(STAMP)))
        .<Verdict>map(account -> new Verdict.Accepted(identity(account)))
        .orElseGet(
            () ->
                new Verdict.Rejected(
                    "The token's account is not there any more, or has another password; get a new"
                        + " token."));
  }

  /**
   * Turns a password into tokens; also where HTTP Basic is not taken.
   *
   * @param client who asks for them, one of {@link LocalSettings#clients}
   */
  TokenAnswer login(Credentials.Password password, String client) {
    try {
      Verdict verdict = passwords.check(password);
      if (verdict instanceof Verdict.Unavailable unavailable) {
        return new TokenAnswer.Unavailable(unavailable.reason());
      }
      Optional<Account> account =
          verdict instanceof Verdict.Accepted ? accounts.find(password.name()) : Optional.empty();
      return account
          .<TokenAnswer>map(known -> issue(known, client))
          .orElseGet(TokenAnswer.Refused::new);
    } catch (UncheckedIOException e) {
      LOG.error("{}", e.getMessage(), e);
      return new TokenAnswer.Unavailable(BROKEN.reason());
    }
  }

  LocalSettings settings() {
    return settings;
  }

  /** The public keys, as a JSON Web Key Set (RFC 7517). */
  Map<String, Object> publicKeys() {
    return keys.published();
  }

  static Identity identity(Account account) {
    return new Identity(account.name(), account.groups());
  }

  private TokenAnswer.Granted issue(Account account, String client) {
    Instant now = clock.instant();
    ECKey key = keys.signing();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(settings.issuer())
            .subject(account.name())
            .audience(client)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(settings.tokenLife())))
            .claim("preferred_username", account.name())
            .claim(GROUPS, List.copyOf(account.sortedGroups()))
            .claim(STAMP, account.stamp())
            .build();
    return new TokenAnswer.Granted(
        sign(JOSEObjectType.JWT, claims, key),
        sign(new JOSEObjectType("at+jwt"), claims, key),
        settings.tokenLife());
  }

  private static String sign(JOSEObjectType type, JWTClaimsSet claims, ECKey key) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder(claims).jwtID(UUID.randomUUID().toString()).build());
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("A key of ours cannot sign.", e);
    }
    return token.serialize();
  }
}
