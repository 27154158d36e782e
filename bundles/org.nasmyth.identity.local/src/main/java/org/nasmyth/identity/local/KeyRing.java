// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys that tokens are signed with (ES256), in the file {@code identity/keys.json} of the home,
 * made at the first use. After its life a key signs no more, and is there until the last token that
 * it has signed has expired. Safe for any thread.
 */
final class KeyRing implements JWKSource<SecurityContext> {

  private final PrivateFile file;
  private final Duration keyLife;
  private final Duration tokenLife;
  private final Clock clock;

  /** The newest first. Null until the file was read. */
  private @Nullable List<ECKey> keys;

  KeyRing(Path home, Duration keyLife, Duration tokenLife, Clock clock) {
    this.file = new PrivateFile(home.resolve("identity").resolve("keys.json"));
    this.keyLife = keyLife;
    this.tokenLife = tokenLife;
    this.clock = clock;
  }

  /** The key to sign with now. */
  synchronized ECKey signing() {
    return current().get(0);
  }

  /** The public halves of all keys. */
  synchronized Map<String, Object> published() {
    return new JWKSet(new ArrayList<JWK>(current())).toJSONObject(true);
  }

  @Override
  public synchronized List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
    return selector.select(new JWKSet(new ArrayList<JWK>(current())));
  }

  private List<ECKey> current() {
    Instant now = clock.instant();
    List<ECKey> known = keys == null ? read() : keys;
    List<ECKey> kept = new ArrayList<>();
    Instant retired = Instant.MAX;
    for (ECKey key : known) {
      if (retired.equals(Instant.MAX) || now.isBefore(retired.plus(tokenLife))) {
        kept.add(key);
      }
      retired = made(key);
    }
    if (kept.isEmpty() || !now.isBefore(made(kept.get(0)).plus(keyLife))) {
      kept.add(0, make(now));
    }
    if (!kept.equals(keys)) {
      write(kept);
      keys = List.copyOf(kept);
    }
    return kept;
  }

  private static Instant made(ECKey key) {
    return key.getIssueTime().toInstant();
  }

  private static ECKey make(Instant now) {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyID(UUID.randomUUID().toString())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .issueTime(Date.from(now))
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("Every Java makes keys for ES256.", e);
    }
  }

  private List<ECKey> read() {
    try {
      Optional<Map<String, Object>> content = file.read();
      List<ECKey> read = new ArrayList<>();
      if (content.isPresent()) {
        for (JWK key : JWKSet.parse(content.get()).getKeys()) {
          if (key.getIssueTime() == null) {
            throw new IOException("a key in " + file.path() + " does not say when it was made");
          }
          read.add(key.toECKey());
        }
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException("The keys of tokens cannot be read.", e);
    } catch (ParseException | ClassCastException e) {
      // The cause may repeat what stands there.
      throw new UncheckedIOException(new IOException(file.path() + " holds no keys for ES256"));
    }
  }

  private void write(List<ECKey> changed) {
    try {
      file.write(new JWKSet(new ArrayList<JWK>(changed)).toJSONObject(false));
    } catch (IOException e) {
      throw new UncheckedIOException("The keys of tokens cannot be stored.", e);
    }
  }
}
