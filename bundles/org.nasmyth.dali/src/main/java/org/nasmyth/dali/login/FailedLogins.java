// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.login;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.nasmyth.dali.ClientAddresses;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Slows down who guesses passwords. Failures are counted by name and network address together, by
 * address, and by name. Some are free; after each further one the next attempt has to wait twice as
 * long as before, up to a limit that is short for a name alone, so that nobody can lock somebody
 * else out. An attempt counts as failed from its begin until it has succeeded, so that many at once
 * do not count as one. An hour without failures forgets them. Memory is bounded: the counts that
 * were used least recently are forgotten first. Safe for any thread.
 */
@Component(name = LoginConfiguration.PID, service = FailedLogins.class)
@Designate(ocd = LoginConfiguration.class)
public final class FailedLogins {

  private static final int MOST_COUNTS = 30_000;
  private static final int LONGEST_NAME = 100;
  private static final int IPV6_NETWORK_GROUPS = 4;
  private static final long MEMORY = Duration.ofHours(1).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private volatile ClientAddresses addresses;
  private final Map<Key, Count> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Count> eldest) {
          return size() > MOST_COUNTS;
        }
      };

  private enum Kind {
    PAIR(5, Duration.ofMinutes(15)),
    ADDRESS(30, Duration.ofMinutes(15)),
    NAME(50, Duration.ofSeconds(20));

    private final int free;
    private final long longest;

    Kind(int free, Duration longest) {
      this.free = free;
      this.longest = longest.toNanos();
    }

    long waitAfter(int failures) {
      int over = failures - free;
      return over < 0 ? 0 : Math.min(longest, SECOND << Math.min(over, 20));
    }
  }

  private record Key(Kind kind, String text) {}

  private record Count(int failures, long last) {}

  /** Nobody has failed yet. */
  @Activate
  public FailedLogins(LoginConfiguration configuration) {
    this(new ClientAddresses(List.of(configuration.trustedProxies())), System::nanoTime);
  }

  /**
   * Nobody has failed yet.
   *
   * @param nanoTime a clock as {@link System#nanoTime}
   */
  public FailedLogins(ClientAddresses addresses, LongSupplier nanoTime) {
    this.addresses = addresses;
    this.nanoTime = nanoTime;
  }

  @Modified
  void configure(LoginConfiguration configuration) {
    addresses = new ClientAddresses(List.of(configuration.trustedProxies()));
  }

  /**
   * Begins an attempt, if there need be no wait before it. The attempt counts as failed until
   * {@link #succeeded} is called.
   *
   * @param name the account that somebody wants to log in to
   * @param request by which somebody wants to
   * @return how long to wait before the next attempt; empty if this one has begun
   */
  public Optional<Duration> begin(String name, HttpServletRequest request) {
    return begin(name, addresses.of(request));
  }

  synchronized Optional<Duration> begin(String name, String address) {
    long now = nanoTime.getAsLong();
    List<Key> keys = keys(name, address);
    long wait = 0;
    for (Key key : keys) {
      Count count = count(key, now);
      wait = Math.max(wait, count.last + key.kind.waitAfter(count.failures) - now);
    }
    if (wait > 0) {
      return Optional.of(Duration.ofNanos(wait));
    }
    keys.forEach(key -> counts.put(key, new Count(count(key, now).failures + 1, now)));
    return Optional.empty();
  }

  /**
   * The attempt that was begun has succeeded: it counts no longer, and those before it from this
   * address at this account are forgiven.
   */
  public void succeeded(String name, HttpServletRequest request) {
    succeeded(name, addresses.of(request));
  }

  synchronized void succeeded(String name, String address) {
    takeBack(name, address);
    counts.remove(keys(name, address).get(0));
  }

  /** Nobody could tell whether the attempt that was begun was right; it counts no longer. */
  public void undecided(String name, HttpServletRequest request) {
    takeBack(name, addresses.of(request));
  }

  private synchronized void takeBack(String name, String address) {
    for (Key key : keys(name, address)) {
      counts.computeIfPresent(
          key,
          (same, count) -> count.failures <= 1 ? null : new Count(count.failures - 1, count.last));
    }
  }

  private Count count(Key key, long now) {
    Count count = counts.get(key);
    return count == null || now - count.last > MEMORY ? new Count(0, now) : count;
  }

  private static List<Key> keys(String name, String address) {
    String folded = name.toLowerCase(Locale.ROOT);
    String shortened = folded.substring(0, Math.min(folded.length(), LONGEST_NAME));
    String network = network(address);
    return List.of(
        new Key(Kind.PAIR, network + " " + shortened),
        new Key(Kind.ADDRESS, network),
        new Key(Kind.NAME, shortened));
  }

  /** A single site usually has 2 to the power of 64 addresses of IPv6. */
  private static String network(String address) {
    String[] groups = address.split(":");
    boolean full = groups.length == 2 * IPV6_NETWORK_GROUPS && !address.contains("::");
    return full ? String.join(":", List.of(groups).subList(0, IPV6_NETWORK_GROUPS)) : address;
  }
}
