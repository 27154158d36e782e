// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * A password's hash by scrypt (RFC 7914), with its salt and cost. As text {@code
 * $scrypt$ln=15,r=8,p=1$SALT$HASH}, as many other programs write it.
 */
final class PasswordHash {

  private static final Pattern TEXT =
      Pattern.compile(
          "\\$scrypt\\$ln=(\\d{1,2}),r=(\\d{1,2}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{16,88})\\$([A-Za-z0-9+/]{43})");

  /** 32 MB of memory and some 100 ms for one hash. */
  private static final Cost COST = new Cost(15, 8, 1);

  /** More would let who writes the file take all of the memory. */
  private static final int MOST_LOG_N = 20;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  private record Cost(int logN, int r, int p) {}

  private PasswordHash(Cost cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
  }

  /** Hashes a password with a new salt. */
  static PasswordHash of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new PasswordHash(COST, salt, compute(password, COST, salt));
  }

  /**
   * Reads a hash.
   *
   * @throws IllegalArgumentException if it is none
   */
  static PasswordHash parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("a password is not hashed as $scrypt$ln=…");
    }
    Cost cost =
        new Cost(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    if (cost.logN < 1 || cost.logN > MOST_LOG_N || cost.r < 1 || cost.p < 1) {
      throw new IllegalArgumentException("a password's hash has a cost out of range");
    }
    Base64.Decoder decoder = Base64.getDecoder();
    return new PasswordHash(cost, decoder.decode(parts.group(4)), decoder.decode(parts.group(5)));
  }

  /** Whether this is the hash of a password; takes as long whatever the answer is. */
  boolean matches(String password) {
    return MessageDigest.isEqual(hash, compute(password, cost, salt));
  }

  private static byte[] compute(String password, Cost cost, byte[] salt) {
    // One character may be typed in several ways.
    byte[] bytes = Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(UTF_8);
    return SCrypt.generate(bytes, salt, 1 << cost.logN, cost.r, cost.p, HASH_BYTES);
  }

  @Override
  public String toString() {
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return "$scrypt$ln=%d,r=%d,p=%d$%s$%s"
        .formatted(
            cost.logN, cost.r, cost.p, encoder.encodeToString(salt), encoder.encodeToString(hash));
  }
}
