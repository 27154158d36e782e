// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.access;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * A key that a server has signed tokens with, so long ago that the key after it has been in use for
 * longer than any of those tokens lived.
 *
 * @param kid its name
 */
record RetiredKey(String kid, PrivateKey key) {

  private static final int COORDINATE_BYTES = 32;

  /** Puts such a key, and the one after it, into the home of a server that is not running. */
  static RetiredKey in(Path home) throws IOException, GeneralSecurityException {
    KeyPair retired = made();
    Path file = home.resolve("identity").resolve("keys.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "{\"keys\":["
            + json("next", made(), Duration.ofDays(10))
            + ","
            + json("retired", retired, Duration.ofDays(40))
            + "]}");
    return new RetiredKey("retired", retired.getPrivate());
  }

  private static KeyPair made() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String json(String kid, KeyPair pair, Duration age) {
    ECPublicKey open = (ECPublicKey) pair.getPublic();
    return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"alg\":\"ES256\",\"kid\":\"%s\",\"iat\":%d,\"x\":\"%s\",\"y\":\"%s\",\"d\":\"%s\"}"
        .formatted(
            kid,
            Instant.now().minus(age).getEpochSecond(),
            coded(open.getW().getAffineX()),
            coded(open.getW().getAffineY()),
            coded(((ECPrivateKey) pair.getPrivate()).getS()));
  }

  private static String coded(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    byte[] digits =
        Arrays.copyOfRange(bytes, Math.max(0, bytes.length - fixed.length), bytes.length);
    System.arraycopy(digits, 0, fixed, fixed.length - digits.length, digits.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
  }
}
