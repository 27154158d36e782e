// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.benchmark.kernels;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.nasmyth.tokens.TokenException;
import org.nasmyth.tokens.TokenRules;
import org.nasmyth.tokens.TokenVerifier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a bearer token costs a request: the first time, and when it is remembered. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields before it measures
public class TokenBenchmark {

  private static final String ISSUER = "https://archive.example.org/sso/oidc";

  /** How the token is signed. */
  @Param({"ES256", "RS256"})
  public String algorithm;

  private TokenVerifier remembering;
  private TokenVerifier forgetful;
  private String token;

  /** Makes a token as large as those of a usual provider. */
  @Setup
  public void prepare() throws JOSEException {
    JWSAlgorithm signature = JWSAlgorithm.parse(algorithm);
    JWK key;
    JWSSigner signer;
    if (algorithm.equals("ES256")) {
      ECKey made = new ECKeyGenerator(Curve.P_256).keyID("k").algorithm(signature).generate();
      signer = new ECDSASigner(made);
      key = made;
    } else {
      RSAKey made = new RSAKeyGenerator(2048).keyID("k").algorithm(signature).generate();
      signer = new RSASSASigner(made);
      key = made;
    }
    Instant now = Instant.now();
    SignedJWT made =
        new SignedJWT(
            new JWSHeader.Builder(signature).keyID("k").build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("pi")
                .audience("clientid")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(8))))
                .claim("preferred_username", "pi")
                .claim("email", "pi@example.org")
                .claim("groups", List.of("muse-team", "observers", "operators"))
                .claim("realm_access", Map.of("roles", List.of("reader", "default-roles-archive")))
                .build());
    made.sign(signer);
    token = made.serialize();
    remembering = verifier(key, Duration.ofHours(1));
    forgetful = verifier(key, Duration.ZERO);
  }

  private TokenVerifier verifier(JWK key, Duration remembered) {
    JWKSet keys = new JWKSet(key);
    return new TokenVerifier(
        new TokenRules(
            ISSUER, Set.of("clientid"), Set.of(algorithm), Duration.ofSeconds(30), remembered),
        (selector, context) -> selector.select(keys),
        1000,
        Clock.systemUTC());
  }

  /** A token that was checked before. */
  @Benchmark
  public Map<String, Object> remembered() throws TokenException {
    return remembering.verify(token);
  }

  /** A token that comes for the first time. */
  @Benchmark
  public Map<String, Object> first() throws TokenException {
    return forgetful.verify(token);
  }
}
