// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An account of the archive's own")
class LocalLoginTest {

  private static final String GRANT =
      "grant_type=password&client_id=clientid&username=pi&password="
          + RunningProvider.encode(RunningProvider.PASSWORD);

  @TempDir Path home;
  private RunningProvider provider;

  @BeforeEach
  void start() throws Exception {
    provider = new RunningProvider(home);
  }

  @AfterEach
  void stop() throws Exception {
    provider.close();
  }

  @Test
  @DisplayName("gets tokens by GET as from ESO, and both of them name it and its groups")
  void tokensByGet() throws Exception {
    Map<String, Object> answer = provider.login("pi", RunningProvider.PASSWORD);
    assertThat(answer)
        .containsEntry("token_type", "bearer")
        .containsEntry("expires_in", 28800L)
        .containsEntry("scope", "")
        .containsKeys("access_token", "id_token");
    for (String token : List.of("id_token", "access_token")) {
      HttpResponse<String> who = provider.who("Bearer " + answer.get(token));
      assertThat(who.statusCode()).isEqualTo(200);
      assertThat(who.body()).isEqualTo("pi [muse-team, observers]");
      assertThat(who.headers().firstValue("X-VO-Authenticated")).contains("pi");
    }
    assertThat(provider.who("Bearer " + answer.get("id_token") + "==").statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("gets tokens by POST, with parameters in the address, the body, or both")
  void tokensByPost() throws Exception {
    int question = GRANT.indexOf("&username");
    HttpResponse<String> split =
        provider.post(
            "/sso/oidc/accessToken?" + GRANT.substring(0, question), GRANT.substring(question + 1));
    assertThat(split.statusCode()).isEqualTo(200);
    assertThat(split.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(split.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(provider.post("/sso/oidc/token", GRANT).statusCode()).isEqualTo(200);
    assertThat(provider.get("/sso/oidc/accessToken?" + GRANT).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("has a token with the claims of an ID token, which others can check by discovery")
  void discovery() throws Exception {
    SignedJWT token = SignedJWT.parse(provider.token());
    JWTClaimsSet claims = token.getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo("pi");
    assertThat(claims.getAudience()).containsExactly("clientid");
    assertThat(claims.getExpirationTime().toInstant())
        .isEqualTo(provider.clock.instant().plus(Duration.ofHours(8)));
    Map<String, Object> document =
        JSONObjectUtils.parse(provider.get("/sso/oidc/.well-known/openid-configuration").body());
    assertThat(document)
        .containsEntry("issuer", claims.getIssuer())
        .containsEntry("jwks_uri", RunningProvider.ISSUER + "/jwks");
    String keys = provider.get("/sso/oidc/jwks").body();
    assertThat(keys).doesNotContain("\"d\"");
    ECKey key = JWKSet.parse(keys).getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
    assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
  }

  @Test
  @DisplayName("gets nothing for a wrong password, an unknown name, client or grant")
  void refusedTokens() throws Exception {
    assertThat(provider.login("pi", "wrong").get("error")).isEqualTo("invalid_grant");
    assertThat(provider.login("nobody", "wrong")).isEqualTo(provider.login("pi", "wrong"));
    for (String parameters :
        List.of(
            GRANT.replace("clientid", "other"),
            GRANT.replace("grant_type=password", "grant_type=code"),
            GRANT.replace("username=pi", "username="),
            GRANT + "&password=second",
            GRANT + "%zz",
            "")) {
      HttpResponse<String> answer = provider.post("/sso/oidc/token", parameters);
      assertThat(answer.statusCode()).as(parameters).isBetween(400, 401);
      assertThat(answer.body()).contains("\"error\"").doesNotContain("correct", "zz", "second");
    }
    assertThat(provider.get("/sso/oidc/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("whose password is being guessed has to wait, by the token service and Basic alike")
  void guessing() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(provider.who(basic("pi", "guess" + i)).statusCode()).isEqualTo(401);
      assertThat(provider.login("pi", "guess" + i)).containsKey("error");
    }
    assertThat(provider.login("pi", RunningProvider.PASSWORD).get("error")).isEqualTo("slow_down");
    assertThat(provider.who(basic("pi", RunningProvider.PASSWORD)).statusCode()).isEqualTo(429);
  }

  @Nested
  @DisplayName("is refused with")
  class Refused {

    @Test
    @DisplayName("a token of algorithm none")
    void unsigned() throws Exception {
      refused(new PlainJWT(claims()).serialize());
    }

    @Test
    @DisplayName("a token signed with the public key as if it were a secret")
    void hmacWithPublicKey() throws Exception {
      ECKey key = published();
      byte[] bytes = key.toECPublicKey().getEncoded();
      refused(sign(JWSAlgorithm.HS256, key.getKeyID(), claims(), new MACSigner(bytes)));
      String pem =
          "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(bytes) + "\n";
      refused(sign(JWSAlgorithm.HS256, key.getKeyID(), claims(), new MACSigner(pem)));
    }

    @Test
    @DisplayName("a token signed with a key that is not ours, whatever it calls itself")
    void unknownKey() throws Exception {
      ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID("mine").generate();
      refused(sign(JWSAlgorithm.ES256, "mine", claims(), new ECDSASigner(foreign)));
      refused(sign(JWSAlgorithm.ES256, null, claims(), new ECDSASigner(foreign)));
      refused(sign(JWSAlgorithm.ES256, published().getKeyID(), claims(), new ECDSASigner(foreign)));
      SignedJWT embedded =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(foreign.toPublicJWK()).build(),
              claims());
      embedded.sign(new ECDSASigner(foreign));
      refused(embedded.serialize());
    }

    @Test
    @DisplayName("a token whose payload or signature was changed")
    void tampered() throws Exception {
      String[] parts = provider.token().split("\\.", -1);
      String payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
      String changed =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(payload.replace("observers", "operators").getBytes(UTF_8));
      assertThat(changed).isNotEqualTo(parts[1]);
      refused(parts[0] + "." + changed + "." + parts[2]);
      refused(parts[0] + "." + parts[1] + ".AAAA");
      refused(parts[0] + "." + parts[1] + ".");
      refused(parts[0] + "." + parts[1]);
    }

    @Test
    @DisplayName("a token of another issuer, for another audience, without an end or an account")
    void wrongClaims() throws Exception {
      JWTClaimsSet right = claims();
      assertThat(provider.who("Bearer " + signed(right)).statusCode()).isEqualTo(200);
      refused(signed(new JWTClaimsSet.Builder(right).issuer("https://evil.example.org").build()));
      refused(signed(new JWTClaimsSet.Builder(right).issuer(null).build()));
      refused(signed(new JWTClaimsSet.Builder(right).audience("other").build()));
      refused(signed(new JWTClaimsSet.Builder(right).audience((String) null).build()));
      refused(signed(new JWTClaimsSet.Builder(right).expirationTime(null).build()));
      refused(signed(new JWTClaimsSet.Builder(right).subject(null).build()));
      refused(signed(new JWTClaimsSet.Builder(right).claim("stamp", "other").build()));
      refused(
          signed(
              new JWTClaimsSet.Builder(right)
                  .notBeforeTime(Date.from(provider.clock.instant().plusSeconds(600)))
                  .build()));
    }

    @Test
    @DisplayName("a token that has expired, also one that was good before")
    void expired() throws Exception {
      String token = provider.token();
      provider.clock.pass(Duration.ofHours(7));
      assertThat(provider.who("Bearer " + token).statusCode()).isEqualTo(200);
      provider.clock.pass(Duration.ofHours(1).plusSeconds(1));
      refused(token);
      assertThat(provider.who("Bearer " + token).body()).contains("expired");
    }

    @Test
    @DisplayName("a token of a key that was rotated away")
    void rotated() throws Exception {
      provider.token();
      ECKey first = privateKey();
      provider.clock.pass(Duration.ofDays(30).minusHours(1));
      String token = provider.token();
      provider.clock.pass(Duration.ofHours(2));
      assertThat(provider.who("Bearer " + token).statusCode()).isEqualTo(200);
      String next = provider.token();
      assertThat(SignedJWT.parse(next).getHeader().getKeyID()).isNotEqualTo(first.getKeyID());
      assertThat(JWKSet.parse(provider.get("/sso/oidc/jwks").body()).getKeys()).hasSize(2);
      provider.clock.pass(Duration.ofHours(9));
      refused(sign(JWSAlgorithm.ES256, first.getKeyID(), claims(), new ECDSASigner(first)));
      assertThat(JWKSet.parse(provider.get("/sso/oidc/jwks").body()).getKeys()).hasSize(1);
    }

    @Test
    @DisplayName("a token of an account that was removed or given another password, at once")
    void deleted() throws Exception {
      String token = provider.token();
      assertThat(provider.who("Bearer " + token).statusCode()).isEqualTo(200);
      PasswordHash password = PasswordHash.of("another password", new SecureRandom());
      provider.accounts.change("pi", account -> account.withPassword(password));
      refused(token);
      String next = provider.login("pi", "another password").get("id_token").toString();
      assertThat(provider.who("Bearer " + next).statusCode()).isEqualTo(200);
      provider.accounts.remove("PI");
      refused(next);
      provider.accounts.add(Account.of("pi", password, Set.of()));
      refused(next);
    }

    @Test
    @DisplayName(
        "a wrong name or password by Basic, alike for both, and one that is not it any more")
    void basicWrong() throws Exception {
      String right = basic("pi", RunningProvider.PASSWORD);
      assertThat(provider.who(right).body()).isEqualTo("pi [muse-team, observers]");
      HttpResponse<String> wrong = provider.who(basic("pi", "wrong password"));
      HttpResponse<String> unknown = provider.who(basic("nobody", "wrong password"));
      assertThat(wrong.statusCode()).isEqualTo(401);
      assertThat(unknown.statusCode()).isEqualTo(401);
      assertThat(unknown.body()).isEqualTo(wrong.body()).doesNotContain("wrong password");
      assertThat(wrong.headers().allValues("WWW-Authenticate")).contains("Basic realm=\"archive\"");
      provider.accounts.remove("pi");
      assertThat(provider.who(right).statusCode()).isEqualTo(401);
    }

    private void refused(String token) throws Exception {
      HttpResponse<String> answer = provider.who("Bearer " + token);
      assertThat(answer.statusCode()).as(token).isEqualTo(401);
      assertThat(answer.headers().allValues("WWW-Authenticate"))
          .anyMatch(challenge -> challenge.startsWith("Bearer error=\"invalid_token\""));
      assertThat(answer.body()).doesNotContain(token.substring(token.length() - 10));
    }
  }

  @Test
  @DisplayName("changes its groups at once, also for tokens it has")
  void groups() throws Exception {
    String token = provider.token();
    provider.accounts.change("pi", account -> account.withGroups(Set.of("operators")));
    assertThat(provider.who("Bearer " + token).body()).isEqualTo("pi [operators]");
  }

  @Test
  @DisplayName("is there after a restart, and its tokens are good; nobody else reads the files")
  void restart() throws Exception {
    String token = provider.token();
    for (String file : List.of("accounts.json", "keys.json")) {
      Path path = home.resolve("identity").resolve(file);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(path)).doesNotContain(RunningProvider.PASSWORD);
    }
    provider.close();
    provider = new RunningProvider(home);
    assertThat(provider.who("Bearer " + token).body()).isEqualTo("pi [muse-team, observers]");
  }

  @Test
  @DisplayName("is not taken by Basic where that is switched off; its tokens are")
  void withoutBasic() throws Exception {
    provider.close();
    provider = new RunningProvider(home, false);
    assertThat(provider.who(basic("pi", RunningProvider.PASSWORD)).statusCode()).isEqualTo(401);
    HttpResponse<String> anonymous = provider.get("/who");
    assertThat(anonymous.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    assertThat(provider.who("Bearer " + provider.token()).statusCode()).isEqualTo(200);
  }

  private JWTClaimsSet claims() throws Exception {
    return SignedJWT.parse(provider.token()).getJWTClaimsSet();
  }

  private ECKey published() throws Exception {
    return JWKSet.parse(provider.get("/sso/oidc/jwks").body()).getKeys().get(0).toECKey();
  }

  /** A token that is signed with the real key. */
  private String signed(JWTClaimsSet claims) throws Exception {
    ECKey key = privateKey();
    return sign(JWSAlgorithm.ES256, key.getKeyID(), claims, new ECDSASigner(key));
  }

  private ECKey privateKey() throws Exception {
    return JWKSet.load(home.resolve("identity").resolve("keys.json").toFile())
        .getKeys()
        .get(0)
        .toECKey();
  }

  private static String sign(
      JWSAlgorithm algorithm, String keyId, JWTClaimsSet claims, JWSSigner signer)
      throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(keyId).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  private static String basic(String name, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
  }
}
