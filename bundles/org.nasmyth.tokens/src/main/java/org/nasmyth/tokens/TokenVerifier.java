// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the tokens of one issuer: signature, issuer, audience, times. What it has checked it
 * remembers for a while, so that most requests cost a hash of the token only. Safe for any thread.
 */
public final class TokenVerifier {

  private static final int LONGEST_TOKEN = 16 * 1024;

  private final TokenRules rules;
  private final Clock clock;
  private final CheckedTokens checked;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /**
   * A verifier that has checked nothing yet.
   *
   * @param keys the issuer's public keys; asked when a token comes that is not remembered
   * @param mostRemembered how many checked tokens are remembered at most
   */
  public TokenVerifier(
      TokenRules rules, JWKSource<SecurityContext> keys, int mostRemembered, Clock clock) {
    this.rules = rules;
    this.clock = clock;
    this.checked = new CheckedTokens(mostRemembered);
    Set<JWSAlgorithm> algorithms =
        rules.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
    Claims claims = new Claims(rules, clock);
    claims.setMaxClockSkew(Math.toIntExact(rules.skew().toSeconds()));
    processor.setJWTClaimsSetVerifier(claims);
  }

  /** The checks of claims, by our clock. */
  private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Clock clock;

    Claims(TokenRules rules, Clock clock) {
      super(
          rules.audiences(),
          new JWTClaimsSet.Builder().issuer(rules.issuer()).build(),
          Set.of("sub", "exp"),
          Set.of());
      this.clock = clock;
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }

  /**
   * Checks a token.
   *
   * @return its claims, unchangeable
   * @throws TokenException if it is not accepted
   */
  public Map<String, Object> verify(String token) throws TokenException {
    if (token.length() > LONGEST_TOKEN) {
      throw wrong("The token is too long.", null);
    }
    Instant now = clock.instant();
    CheckedTokens.Digest digest = CheckedTokens.digest(token);
    Map<String, Object> known = checked.find(digest, now);
    if (known != null) {
      return known;
    }
    JWTClaimsSet claims = check(token);
    Map<String, Object> read = Collections.unmodifiableMap(claims.getClaims());
    Instant expires = claims.getExpirationTime().toInstant().plus(rules.skew());
    Instant forgotten = now.plus(rules.remembered());
    checked.remember(digest, read, expires.isBefore(forgotten) ? expires : forgotten);
    return read;
  }

  private JWTClaimsSet check(String token) throws TokenException {
    JWT parsed = parse(token);
    if (!(parsed instanceof SignedJWT signed)) {
      throw wrong("The token is not signed, so it proves nothing.", null);
    }
    if (!rules.algorithms().contains(signed.getHeader().getAlgorithm().getName())) {
      throw wrong("The token is signed in a way that this archive does not accept.", null);
    }
    try {
      return processor.process(signed, null);
    } catch (ExpiredJWTException e) {
      throw wrong("The token has expired; get a new one.", e);
    } catch (BadJWTException e) {
      throw wrong("The token is for somebody else than this archive, or not valid yet.", e);
    } catch (BadJOSEException | RateLimitReachedException e) {
      // The latter where keys were fetched a moment ago and that of the token was not among them.
      throw wrong("The token's signature is not one of its issuer's; get a new one.", e);
    } catch (JOSEException e) {
      throw new TokenException(
          TokenException.Kind.UNCHECKED,
          "The keys of the token's issuer are not to be had now; try again soon.",
          e);
    }
  }

  private JWT parse(String token) throws TokenException {
    try {
      JWT parsed = JWTParser.parse(token);
      JWTClaimsSet claims = parsed.getJWTClaimsSet();
      if (claims != null && rules.issuer().equals(claims.getIssuer())) {
        return parsed;
      }
    } catch (ParseException e) {
      throw new TokenException(TokenException.Kind.FOREIGN, "The token is no JSON Web Token.", e);
    }
    throw new TokenException(
        TokenException.Kind.FOREIGN,
        "The token is of an issuer whom this archive does not know.",
        null);
  }

  private static TokenException wrong(String message, @Nullable Throwable cause) {
    return new TokenException(TokenException.Kind.WRONG, message, cause);
  }
}
