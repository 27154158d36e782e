// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nasmyth.api.identity.Credentials;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.identity.Verdict;
import org.nasmyth.testkit.Defaults;
import org.nasmyth.testkit.SettableClock;
import org.nasmyth.tokens.TokenRules;

@DisplayName("A token of an OpenID provider")
class OidcIdentityTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration KEPT = Duration.ofMinutes(10);

  private DistantProvider provider;
  private OidcIdentity identity;

  @BeforeEach
  void start() throws Exception {
    provider = new DistantProvider();
    identity = identity(settings(provider.issuer, ""), Duration.ofMinutes(5), NOW);
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  @DisplayName("is accepted with its name and the groups of all configured claims")
  void accepted() throws Exception {
    assertThat(provider.fetches).hasValue(0);
    assertThat(check(provider.token(provider.claims(NOW))))
        .isEqualTo(
            new Verdict.Accepted(new Identity("pi", Set.of("muse-team", "observer", "reader"))));
  }

  @Test
  @DisplayName("is checked once, and then known until it expires, whatever becomes of the provider")
  void remembered() throws Exception {
    String token = provider.token(provider.claims(NOW));
    assertThat(check(token)).isInstanceOf(Verdict.Accepted.class);
    int fetches = provider.fetches.get();
    provider.close();
    for (int i = 0; i < 100; i++) {
      assertThat(check(token)).isInstanceOf(Verdict.Accepted.class);
    }
    assertThat(provider.fetches).hasValue(fetches);
  }

  @Test
  @DisplayName("is rejected if it is for others, expired, not valid yet, nameless")
  void wrongClaims() throws Exception {
    rejected(provider.claims(NOW).audience("account"));
    rejected(provider.claims(NOW).audience((String) null));
    rejected(provider.claims(NOW).expirationTime(Date.from(NOW.minusSeconds(40))));
    rejected(provider.claims(NOW).expirationTime(null));
    rejected(provider.claims(NOW).notBeforeTime(Date.from(NOW.plusSeconds(40))));
    rejected(provider.claims(NOW).claim("preferred_username", null));
    rejected(provider.claims(NOW).claim("preferred_username", List.of()));
    rejected(provider.claims(NOW).claim("preferred_username", " "));
  }

  @Test
  @DisplayName("may be late or early by the skew of clocks")
  void skew() throws Exception {
    for (JWTClaimsSet.Builder claims :
        List.of(
            provider.claims(NOW).expirationTime(Date.from(NOW.minusSeconds(20))),
            provider.claims(NOW).notBeforeTime(Date.from(NOW.plusSeconds(20))))) {
      assertThat(check(provider.token(claims))).isInstanceOf(Verdict.Accepted.class);
    }
  }

  @Test
  @DisplayName("of another issuer is left to others; so is what is no token, and a password")
  void notMine() throws Exception {
    assertThat(check(provider.token(provider.claims(NOW).issuer("https://else.example.org"))))
        .isEqualTo(Verdict.NOT_MINE);
    assertThat(check("abc")).isEqualTo(Verdict.NOT_MINE);
    assertThat(check("a.b.c")).isEqualTo(Verdict.NOT_MINE);
    assertThat(identity.check(new Credentials.Password("pi", "secret")))
        .isEqualTo(Verdict.NOT_MINE);
    assertThat(provider.fetches).hasValue(0);
  }

  @Test
  @DisplayName("is rejected if it is not signed, or signed with the public key, another key or way")
  void wrongSignature() throws Exception {
    rejected(new PlainJWT(provider.claims(NOW).build()).serialize());
    RSAKey key = provider.keys.get(0);
    SignedJWT hmac =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
            provider.claims(NOW).build());
    hmac.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
    rejected(hmac.serialize());
    SignedJWT otherWay =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("first").build(),
            provider.claims(NOW).build());
    otherWay.sign(new RSASSASigner(key));
    rejected(otherWay.serialize());
    RSAKey foreign = new RSAKeyGenerator(2048).keyID("first").generate();
    rejected(DistantProvider.token(provider.claims(NOW), foreign));
    String good = provider.token(provider.claims(NOW));
    String other = provider.token(provider.claims(NOW).claim("preferred_username", "operator"));
    String[] parts = good.split("\\.", -1);
    rejected(parts[0] + "." + other.split("\\.", -1)[1] + "." + parts[2]);
  }

  @Test
  @DisplayName("of a new key is accepted as soon as the provider has that key")
  void rotation() throws Exception {
    assertThat(check(provider.token(provider.claims(NOW)))).isInstanceOf(Verdict.Accepted.class);
    provider.addKey("second");
    assertThat(check(provider.token(provider.claims(NOW)))).isInstanceOf(Verdict.Accepted.class);
    assertThat(provider.fetches).hasValue(2);
  }

  @Test
  @DisplayName("of a withdrawn key is refused after the configured time, whenever it was checked")
  void withdrawal() throws Exception {
    OidcSettings settings = OidcSettings.of(configuration(120));
    for (int seen : new int[] {1, 30, 59, 61, 100, 119}) {
      RSAKey key = provider.addKey("withdrawn after " + seen);
      SettableClock clock = new SettableClock(NOW);
      OidcIdentity asked = new OidcIdentity(settings, Duration.ofSeconds(30), clock);
      Credentials first = new Credentials.Token(DistantProvider.token(provider.claims(NOW), key));
      assertThat(asked.check(first)).isInstanceOf(Verdict.Accepted.class);
      provider.keys.remove(key);
      clock.pass(Duration.ofSeconds(seen));
      Credentials later =
          new Credentials.Token(
              DistantProvider.token(provider.claims(NOW).claim("seen", seen), key));
      Verdict unused = asked.check(later);
      clock.pass(Duration.ofSeconds(120 - seen));
      assertThat(asked.check(first)).as("seen first").isNotInstanceOf(Verdict.Accepted.class);
      assertThat(asked.check(later))
          .as("seen after " + seen)
          .isNotInstanceOf(Verdict.Accepted.class);
    }
  }

  @Test
  @DisplayName("cannot be configured to outlive its key by less time than keys take to fetch")
  void tooShortWithdrawal() {
    assertThatThrownBy(() -> OidcSettings.of(configuration(119)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("withdrawalSeconds");
  }

  @Test
  @DisplayName("of an invented key makes nobody fetch keys over and over")
  void inventedKeys() throws Exception {
    for (int i = 0; i < 50; i++) {
      RSAKey key = new RSAKey.Builder(provider.keys.get(0)).keyID("invented" + i).build();
      rejected(DistantProvider.token(provider.claims(NOW), key));
    }
    assertThat(provider.fetches).hasValueLessThanOrEqualTo(3);
  }

  @Test
  @DisplayName("cannot be checked while the provider is away, which is no fault of the token")
  void away() throws Exception {
    provider.broken = true;
    String token = provider.token(provider.claims(NOW));
    assertThat(check(token)).isInstanceOf(Verdict.Unavailable.class);
    provider.broken = false;
    assertThat(check(token)).as("a moment later").isInstanceOf(Verdict.Unavailable.class);
    OidcIdentity restarted = identity(settings(provider.issuer, ""), Duration.ofMinutes(5), NOW);
    assertThat(restarted.check(new Credentials.Token(token))).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  @DisplayName("is not believed on the word of a document of another issuer")
  void wrongDocument() throws Exception {
    provider.toldIssuer = "https://evil.example.org";
    assertThat(check(provider.token(provider.claims(NOW)))).isInstanceOf(Verdict.Unavailable.class);
    assertThat(provider.fetches).hasValue(0);
  }

  @Test
  @DisplayName("names people and groups with the prefix of its provider")
  void prefix() throws Exception {
    OidcIdentity prefixed = identity(settings(provider.issuer, "kc:"), Duration.ofMinutes(5), NOW);
    assertThat(prefixed.check(new Credentials.Token(provider.token(provider.claims(NOW)))))
        .isEqualTo(
            new Verdict.Accepted(
                new Identity("kc:pi", Set.of("kc:muse-team", "kc:observer", "kc:reader"))));
  }

  @Test
  @DisplayName("has groups in nested claims and in such whose names have dots")
  void claimPaths() {
    Map<String, Object> claims =
        Map.of(
            "https://x.org/groups", List.of("a", 1, "b"),
            "resource_access", Map.of("tap.service", Map.of("roles", List.of("c"))),
            "one", "d");
    assertThat(new ClaimPath("https://x.org/groups").texts(claims)).containsExactly("a", "b");
    assertThat(new ClaimPath("resource_access.tap.service.roles").texts(claims))
        .containsExactly("c");
    assertThat(new ClaimPath("one").texts(claims)).containsExactly("d");
    assertThat(new ClaimPath("one.more").texts(claims)).isEmpty();
    assertThat(new ClaimPath("resource_access").texts(claims)).isEmpty();
  }

  @Test
  @DisplayName("cannot be configured to be signed with a shared secret")
  void sharedSecrets() {
    assertThatThrownBy(
            () ->
                new TokenRules(
                    provider.issuer,
                    Set.of("archive"),
                    Set.of("RS256", "HS256"),
                    Duration.ZERO,
                    Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HS256");
  }

  private OidcConfiguration configuration(int withdrawalSeconds) {
    return Defaults.of(
        OidcConfiguration.class,
        Map.of(
            "issuer",
            provider.issuer,
            "audiences",
            new String[] {"archive"},
            "withdrawalSeconds",
            withdrawalSeconds));
  }

  private static OidcIdentity identity(OidcSettings settings, Duration refreshLimit, Instant now) {
    return new OidcIdentity(settings, refreshLimit, Clock.fixed(now, ZoneOffset.UTC));
  }

  private Verdict check(String token) {
    return identity.check(new Credentials.Token(token));
  }

  private void rejected(JWTClaimsSet.Builder claims) throws Exception {
    rejected(provider.token(claims));
  }

  private void rejected(String token) {
    assertThat(check(token)).as(token).isInstanceOf(Verdict.Rejected.class);
  }

  private static OidcSettings settings(String issuer, String prefix) {
    return new OidcSettings(
        new TokenRules(
            issuer, Set.of("archive"), Set.of("RS256", "ES256"), Duration.ofSeconds(30), KEPT),
        KEPT,
        new ClaimPath("preferred_username"),
        List.of(new ClaimPath("groups"), new ClaimPath("realm_access.roles")),
        prefix);
  }
}
