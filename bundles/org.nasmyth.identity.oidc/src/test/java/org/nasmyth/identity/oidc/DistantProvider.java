// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID provider that does what a test wants. */
final class DistantProvider implements AutoCloseable {

  final AtomicInteger fetches = new AtomicInteger();
  final List<RSAKey> keys = new CopyOnWriteArrayList<>();
  final String issuer;

  /** What the discovery document says the issuer is. */
  volatile String toldIssuer;

  volatile boolean broken;

  /** The requests for tokens, as method, query, header Authorization and body. */
  final List<List<String>> logins = new CopyOnWriteArrayList<>();

  /** What the token endpoint answers. */
  volatile String loginAnswer = "{}";

  volatile int loginStatus = 200;

  private final HttpServer server;

  DistantProvider() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/archive";
    toldIssuer = issuer;
    server.createContext(
        "/realms/archive/.well-known/openid-configuration",
        exchange ->
            send(
                exchange,
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/certs\",\"token_endpoint\":\"%s/token\"}"
                    .formatted(toldIssuer, issuer, issuer)));
    server.createContext(
        "/realms/archive/certs",
        exchange -> {
          fetches.incrementAndGet();
          send(exchange, new JWKSet(new ArrayList<JWK>(keys)).toPublicJWKSet().toString());
        });
    server.createContext("/realms/archive/token", this::login);
    server.start();
    addKey("first");
  }

  RSAKey addKey(String id) throws Exception {
    RSAKey key =
        new RSAKeyGenerator(2048)
            .keyID(id)
            .keyUse(KeyUse.SIGNATURE)
            .algorithm(JWSAlgorithm.RS256)
            .generate();
    keys.add(key);
    return key;
  }

  /** Claims that are accepted. */
  JWTClaimsSet.Builder claims(Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject("f3b1")
        .audience(List.of("account", "archive"))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .claim("preferred_username", "pi")
        .claim("groups", List.of("muse-team"))
        .claim("realm_access", Map.of("roles", List.of("observer", "reader")));
  }

  String token(JWTClaimsSet.Builder claims) throws Exception {
    return token(claims, keys.get(keys.size() - 1));
  }

  static String token(JWTClaimsSet.Builder claims, RSAKey key) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            claims.build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private void login(HttpExchange exchange) throws IOException {
    logins.add(
        List.of(
            exchange.getRequestMethod(),
            String.valueOf(exchange.getRequestURI().getQuery()),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    send(exchange, loginStatus, loginAnswer);
  }

  private void send(HttpExchange exchange, String text) throws IOException {
    send(exchange, broken ? 500 : 200, text);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
