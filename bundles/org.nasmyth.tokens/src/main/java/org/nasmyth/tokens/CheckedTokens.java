// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens that were found good, by their SHA-256 digests. Bounded. Safe for any thread. */
final class CheckedTokens {

  private final Map<Digest, Checked> tokens;

  /** A token's digest, which tells nothing of it to who reads our memory. */
  record Digest(long first, long second, long third, long fourth) {}

  private record Checked(Map<String, Object> claims, Instant until) {}

  CheckedTokens(int most) {
    tokens =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Digest, Checked> eldest) {
            return size() > most;
          }
        };
  }

  static Digest digest(String token) {
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
      return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  @Nullable Map<String, Object> find(Digest token, Instant now) {
    synchronized (tokens) {
      Checked known = tokens.get(token);
      if (known == null) {
        return null;
      }
      if (!now.isBefore(known.until)) {
        tokens.remove(token);
        return null;
      }
      return known.claims;
    }
  }

  void remember(Digest token, Map<String, Object> claims, Instant until) {
    synchronized (tokens) {
      tokens.put(token, new Checked(claims, until));
    }
  }
}
