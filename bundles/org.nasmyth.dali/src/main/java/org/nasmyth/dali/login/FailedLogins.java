// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.login;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nasmyth.dali.ClientAddresses;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Slows down who guesses passwords. Failures are counted by name and network address together, by
 * address, and by name. Some are free; after each further one the next attempt has to wait twice as
 * long as before, up to a limit that is short for a name alone, so that nobody can lock somebody
 * else out. Until an attempt is decided, those that could not begin if it failed wait for it,
 * within a limit: so many guesses at once do not count as one, and many downloads at once with the
 * right password all begin. An hour without failures forgets them. Memory is bounded: the counts
 * that were used least recently are forgotten first. Safe for any thread.
 */
@Component(name = LoginConfiguration.PID, service = FailedLogins.class)
@Designate(ocd = LoginConfiguration.class)
public final class FailedLogins {

  private static final int MOST_COUNTS = 30_000;
  private static final int LONGEST_NAME = 100;
  private static final int IPV6_NETWORK_GROUPS = 4;
  private static final long MEMORY = Duration.ofHours(1).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** How long an attempt waits for others to be decided. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** So that waiting attempts do not take all threads of the server. */
  private static final int MOST_WAITING = 64;

  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition decided = lock.newCondition();
  private volatile ClientAddresses addresses;
  private int waiting;
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

  /**
   * What is known of a key.
   *
   * @param open attempts that are not decided yet
   * @param last when the last one failed
   */
  private record Count(int failures, int open, long last) {}

  private enum Outcome {
    SUCCEEDED,
    FAILED,
    UNDECIDED
  }

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
   * One attempt to log in, or the refusal of one. Closing it without having told of another outcome
   * says that it has failed. For one thread.
   */
  public final class Attempt implements AutoCloseable {

    private final List<Key> keys;
    private final @Nullable Duration refusal;
    private boolean open;

    private Attempt(List<Key> keys, @Nullable Duration refusal) {
      this.keys = keys;
      this.refusal = refusal;
      this.open = refusal == null;
    }

    /** How long to wait before the next attempt; empty if this one has begun. */
    public Optional<Duration> refusal() {
      return Optional.ofNullable(refusal);
    }

    /** It was right; failures before it, from this address at this account, are forgiven. */
    public void succeeded() {
      decide(Outcome.SUCCEEDED);
    }

    /** Nobody could tell whether it was right; it does not count. */
    public void undecided() {
      decide(Outcome.UNDECIDED);
    }

    @Override
    public void close() {
      decide(Outcome.FAILED);
    }

    private void decide(Outcome outcome) {
      if (open) {
        open = false;
        FailedLogins.this.decide(keys, outcome);
      }
    }
  }

  /**
   * Begins an attempt, unless there has to be a wait before it. May itself wait, some seconds at
   * most, for attempts that are not decided yet.
   *
   * @param name the account that somebody wants to log in to
   * @param request by which somebody wants to
   * @return an attempt that the caller closes
   */
  public Attempt begin(String name, HttpServletRequest request) {
    return begin(name, addresses.of(request));
  }

  Attempt begin(String name, String address) {
    List<Key> keys = keys(name, address);
    lock.lock();
    try {
      long patience = PATIENCE.toNanos();
      while (true) {
        long now = nanoTime.getAsLong();
        long due = 0;
        long feared = 0;
        for (Key key : keys) {
          Count count = count(key, now);
          due = Math.max(due, count.last + key.kind.waitAfter(count.failures) - now);
          if (count.open > 0) {
            feared = Math.max(feared, key.kind.waitAfter(count.failures + count.open));
          }
        }
        if (due <= 0 && feared <= 0) {
          keys.forEach(
              key -> {
                Count count = count(key, now);
                counts.put(key, new Count(count.failures, count.open + 1, count.last));
              });
          return new Attempt(keys, null);
        }
        if (due > 0 || patience <= 0 || waiting >= MOST_WAITING) {
          return new Attempt(keys, Duration.ofNanos(Math.max(due, feared)));
        }
        waiting++;
        try {
          patience = decided.awaitNanos(patience);
        } finally {
          waiting--;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Attempt(keys, PATIENCE);
    } finally {
      lock.unlock();
    }
  }

  private void decide(List<Key> keys, Outcome outcome) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      for (Key key : keys) {
        Count count = count(key, now);
        int open = Math.max(0, count.open - 1);
        boolean forgiven = outcome == Outcome.SUCCEEDED && key.kind == Kind.PAIR;
        Count after =
            outcome == Outcome.FAILED
                ? new Count(count.failures + 1, open, now)
                : new Count(forgiven ? 0 : count.failures, open, count.last);
        if (after.failures == 0 && after.open == 0) {
          counts.remove(key);
        } else {
          counts.put(key, after);
        }
      }
      decided.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Count count(Key key, long now) {
    Count count = counts.get(key);
    return count == null || now - count.last > MEMORY ? new Count(0, 0, now) : count;
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
