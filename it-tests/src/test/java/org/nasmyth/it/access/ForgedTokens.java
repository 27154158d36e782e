// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that must not be accepted, some of them signed with the server's own key: only one thing
 * is wrong with each.
 *
 * @param issuer of the server's tokens
 * @param stamp of the account {@code pi}
 * @param kid of the server's key
 * @param key the server's private key
 * @param publicKey the coordinates of its public half, as published
 * @param good a token that the server has issued
 */
record ForgedTokens(
    String issuer, String stamp, String kid, PrivateKey key, String publicKey, String good) {

  /**
   * Forges with what a server keeps to itself.
   *
   * @param good a token that it has issued to {@code pi}
   */
  static ForgedTokens of(Path home, String good) throws IOException, GeneralSecurityException {
    String accounts = Files.readString(home.resolve("identity").resolve("accounts.json"));
    String keys = Files.readString(home.resolve("identity").resolve("keys.json"));
    String claims = new String(Base64.getUrlDecoder().decode(good.split("\\.", -1)[1]), UTF_8);
    String pi = accounts.substring(accounts.indexOf("\"pi\""));
    return new ForgedTokens(
        value("iss", claims),
        value("stamp", pi),
        value("kid", keys),
        privateKey(value("d", keys)),
        value("x", keys) + value("y", keys),
        good);
  }

  /** All of them, by what is wrong. */
  Map<String, String> all() throws GeneralSecurityException {
    Instant later = Instant.now().plusSeconds(3600);
    String pi = claims(issuer, "pi", "clientid", later);
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("expired", signed(claims(issuer, "pi", "clientid", later.minusSeconds(7200))));
    tokens.put("wrong issuer", signed(claims(issuer + "x", "pi", "clientid", later)));
    tokens.put("wrong audience", signed(claims(issuer, "pi", "somebody-else", later)));
    tokens.put("account that is not there", signed(claims(issuer, "removed", "clientid", later)));
    tokens.put("account's former password", signed(pi.replace(stamp, "another-stamp")));
    tokens.put("alg none", coded("{\"alg\":\"none\"}") + "." + coded(pi) + ".");
    tokens.put("no signature", good.substring(0, good.lastIndexOf('.') + 1));
    tokens.put("HS256 with the public key", hmac(pi));
    tokens.put("unknown key", signed(header("invented"), pi, another()));
    tokens.put("another key under the name of ours", signed(header(kid), pi, another()));
    String[] parts = good.split("\\.", -1);
    tokens.put(
        "tampered payload",
        parts[0] + "." + coded(claims(issuer, "operator", "clientid", later)) + "." + parts[2]);
    return tokens;
  }

  /** A token of the same key that has nothing wrong, to see that the others are refused for it. */
  String right() throws GeneralSecurityException {
    return signed(claims(issuer, "pi", "clientid", Instant.now().plusSeconds(3600)));
  }

  /** A token that is right but for the key that has signed it. */
  String signedBy(String id, PrivateKey another) throws GeneralSecurityException {
    return signed(
        header(id), claims(issuer, "pi", "clientid", Instant.now().plusSeconds(3600)), another);
  }

  private String claims(String by, String of, String whom, Instant until) {
    return "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"exp\":%d,\"stamp\":\"%s\"}"
        .formatted(by, of, whom, until.getEpochSecond(), stamp);
  }

  private static String header(String kid) {
    return "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}";
  }

  private String signed(String claims) throws GeneralSecurityException {
    return signed(header(kid), claims, key);
  }

  private static String signed(String header, String claims, PrivateKey with)
      throws GeneralSecurityException {
    String content = coded(header) + "." + coded(claims);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(with);
    signature.update(content.getBytes(US_ASCII));
    return content + "." + coded(signature.sign());
  }

  private String hmac(String claims) throws GeneralSecurityException {
    String content = coded("{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}") + "." + coded(claims);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(publicKey.getBytes(US_ASCII), "HmacSHA256"));
    return content + "." + coded(mac.doFinal(content.getBytes(US_ASCII)));
  }

  private static PrivateKey another() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair().getPrivate();
  }

  private static PrivateKey privateKey(String d) throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    BigInteger secret = new BigInteger(1, Base64.getUrlDecoder().decode(d));
    return KeyFactory.getInstance("EC")
        .generatePrivate(
            new ECPrivateKeySpec(secret, curve.getParameterSpec(ECParameterSpec.class)));
  }

  private static String value(String name, String json) {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("There is no " + name + " in what the server has written.");
    }
    return found.group(1).replace("\\/", "/");
  }

  private static String coded(String text) {
    return coded(text.getBytes(UTF_8));
  }

  private static String coded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
