// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.identity.Credentials;
import org.nasmyth.api.identity.Verdict;

/**
 * Checks passwords. Hashing one is costly by design, so only a few are hashed at a time, and a
 * right one is remembered for a while: clients with HTTP Basic send it with each request. An
 * unknown name takes as long as a wrong password. Safe for any thread.
 */
final class PasswordCheck {

  private static final String MAC = "HmacSHA256";
  private static final int AT_ONCE = 2;
  private static final int MOST_REMEMBERED = 10_000;
  private static final int LONGEST = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Verdict WRONG = new Verdict.Rejected("The name or the password is wrong.");

  private final Accounts accounts;
  private final Duration remembered;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec secret = new SecretKeySpec(randomBytes(32), MAC);
  private final Semaphore hashing = new Semaphore(AT_ONCE, true);
  private final Map<String, Instant> right =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };
  private volatile @Nullable PasswordHash nobodys;

  PasswordCheck(Accounts accounts, Duration remembered, Clock clock) {
    this.accounts = accounts;
    this.remembered = remembered;
    this.clock = clock;
  }

  Verdict check(Credentials.Password credentials) {
    if (credentials.password().length() > LONGEST) {
      return WRONG;
    }
    Optional<Account> account = accounts.find(credentials.name());
    String key = account.map(known -> key(known, credentials.password())).orElse("");
    if (account.isPresent() && isRemembered(key)) {
      return new Verdict.Accepted(LocalIdentity.identity(account.get()));
    }
    try {
      if (!hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Verdict.Unavailable("Many people log in now; try again soon.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Verdict.Unavailable("The server is stopping.");
    }
    try {
      boolean matches =
          account.map(Account::password).orElseGet(this::nobodys).matches(credentials.password());
      if (!matches || account.isEmpty()) {
        return WRONG;
      }
    } finally {
      hashing.release();
    }
    remember(key);
    return new Verdict.Accepted(LocalIdentity.identity(account.get()));
  }

  /** Unlike a seed, these never wait for the machine to gather entropy. */
  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** What the password of an unknown name is compared with. */
  private PasswordHash nobodys() {
    PasswordHash made = nobodys;
    if (made == null) {
      made = PasswordHash.of(String.valueOf(random.nextLong()), random);
      nobodys = made;
    }
    return made;
  }

  /** With another password an account has another stamp, so what was remembered is forgotten. */
  private String key(Account account, String password) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(secret);
      return Base64.getEncoder()
          .encodeToString(mac.doFinal((account.stamp() + " " + password).getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + MAC + ".", e);
    }
  }

  private boolean isRemembered(String key) {
    synchronized (right) {
      Instant until = right.get(key);
      return until != null && clock.instant().isBefore(until);
    }
  }

  private void remember(String key) {
    synchronized (right) {
      right.put(key, clock.instant().plus(remembered));
    }
  }
}
