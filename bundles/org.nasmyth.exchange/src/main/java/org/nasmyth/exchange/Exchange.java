// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The place where exchangeable parts (functions, formats, databases, …) come and go while requests
 * use them.
 *
 * <ul>
 *   <li>A request takes a {@link Lease} on a part and finishes on it, whatever happens meanwhile.
 *   <li>{@link #leave} gives a leaving part no new user and waits for its present ones, but no
 *       longer than the drain limit.
 *   <li>A request for a name whose part left a moment ago waits for a successor, but no longer than
 *       the patience after the departure: an update of a plugin is a departure and an arrival. If
 *       the part left for good, it waits no longer than {@link #LAST_LOOK} after the departure.
 * </ul>
 *
 * <p>Names are matched ignoring case. If several parts answer to one name, the one with the highest
 * rank is used, among equals the one that came first. Safe for any thread.
 *
 * @param <T> the kind of part; compared by identity
 */
public final class Exchange<T> {

  /**
   * How long after its departure a part that left for good is still waited for, because who
   * replaces a file by deleting and writing it does not mean to leave a gap.
   */
  public static final Duration LAST_LOOK = Duration.ofMillis(800);

  /** How often a waiting request asks whether the part left for good. */
  private static final Duration RECONSIDERATION = Duration.ofMillis(100);

  private final Duration patience;
  private final Duration drainLimit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Mounted<T>> mounted = new ArrayList<>();
  private final Map<String, Departure> departures = new HashMap<>();
  private boolean closed;

  /** When a part left that answered to some names. */
  private record Departure(long nanoTime, Set<String> names, BooleanSupplier forGood) {}

  private static final class Mounted<T> {
    final T part;
    final Set<String> names;
    final int rank;
    int users;

    Mounted(T part, Set<String> names, int rank) {
      this.part = part;
      this.names = names;
      this.rank = rank;
    }
  }

  /**
   * Makes an empty exchange.
   *
   * @param patience how long after a part's departure a request for its name waits for a successor
   * @param drainLimit how long a leaving part waits for its users
   */
  public Exchange(Duration patience, Duration drainLimit) {
    this.patience = patience;
    this.drainLimit = drainLimit;
  }

  /**
   * Mounts a part; it can be leased from now on.
   *
   * @param names what it answers to; at least one
   * @param rank the higher wins among parts of one name
   */
  public void join(T part, Collection<String> names, int rank) {
    Set<String> folded = new LinkedHashSet<>();
    names.forEach(name -> folded.add(fold(name)));
    if (folded.isEmpty()) {
      throw new IllegalArgumentException("A part needs a name to be asked for.");
    }
    lock.lock();
    try {
      mounted.add(new Mounted<>(part, Set.copyOf(folded), rank));
      mounted.sort(Comparator.comparingInt((Mounted<T> m) -> m.rank).reversed());
      folded.forEach(departures::remove);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Unmounts a part that may come back: as {@link #leave(Object, BooleanSupplier)} with a departure
   * that is never for good.
   *
   * @return whether all users had gone
   */
  public boolean leave(T part) {
    return leave(part, () -> false);
  }

  /**
   * Unmounts a part: it gets no new user at once; returns when its last user has gone, or after the
   * drain limit.
   *
   * @param forGood asked by requests that wait for a successor, for as long as the patience lasts:
   *     whether none will come. Quick and safe for any thread.
   * @return whether all users had gone
   */
  public boolean leave(T part, BooleanSupplier forGood) {
    lock.lock();
    try {
      Optional<Mounted<T>> found = mounted.stream().filter(m -> m.part == part).findFirst();
      if (found.isEmpty()) {
        return true;
      }
      Mounted<T> leaving = found.get();
      mounted.remove(leaving);
      forgetOldDepartures();
      Departure departure = new Departure(System.nanoTime(), leaving.names, forGood);
      leaving.names.forEach(name -> departures.put(name, departure));
      long nanos = drainLimit.toNanos();
      while (leaving.users > 0) {
        if (nanos <= 0) {
          return false;
        }
        nanos = changed.awaitNanos(nanos);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a lease on the part that answers to a name.
   *
   * @return empty if there is none, nor came one in time; also if the thread was interrupted
   */
  public Optional<Lease<T>> lease(String name) {
    String wanted = fold(name);
    lock.lock();
    try {
      while (true) {
        for (Mounted<T> candidate : mounted) {
          if (candidate.names.contains(wanted)) {
            candidate.users++;
            return Optional.of(new OpenLease(candidate));
          }
        }
        long wait = remainingPatience(wanted);
        if (closed || wait <= 0) {
          return Optional.empty();
        }
        long unused = changed.awaitNanos(Math.min(wait, RECONSIDERATION.toNanos()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes leases on all parts that answer to a name and are not hidden by others, those of higher
   * rank first, if none of them is being exchanged at this moment.
   *
   * @return empty if a part of that name left a moment ago and none answers to all its names yet;
   *     who gets nothing gives back the leases that it has, because the part's successor may wait
   *     for that, calls {@link #awaitSuccessors} and tries again
   */
  public Optional<List<Lease<T>>> leaseAll(String name) {
    String wanted = fold(name);
    lock.lock();
    try {
      if (!closed && remainingPatienceForAny(wanted) > 0) {
        return Optional.empty();
      }
      List<Lease<T>> leases = new ArrayList<>();
      Set<String> taken = new LinkedHashSet<>();
      for (Mounted<T> candidate : mounted) {
        if (candidate.names.contains(wanted) && !taken.containsAll(candidate.names)) {
          candidate.users++;
          leases.add(new OpenLease(candidate));
          taken.addAll(candidate.names);
        }
      }
      return Optional.of(leases);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there are successors of all parts that answered to a name and left a moment ago, or
   * patience is over; also returns if the thread was interrupted.
   */
  public void awaitSuccessors(String name) {
    String wanted = fold(name);
    lock.lock();
    try {
      long wait = remainingPatienceForAny(wanted);
      while (!closed && wait > 0) {
        long unused = changed.awaitNanos(Math.min(wait, RECONSIDERATION.toNanos()));
        wait = remainingPatienceForAny(wanted);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** The parts that can be leased now, those of higher rank first, hidden ones left out. */
  public List<T> parts() {
    lock.lock();
    try {
      List<T> visible = new ArrayList<>();
      Set<String> taken = new LinkedHashSet<>();
      for (Mounted<T> candidate : mounted) {
        if (!taken.containsAll(candidate.names)) {
          visible.add(candidate.part);
        }
        taken.addAll(candidate.names);
      }
      return List.copyOf(visible);
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody wait any longer for a successor; for the moment of shutting down. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private long remainingPatience(String name) {
    Departure departure = departures.get(name);
    if (departure == null) {
      return 0;
    }
    long passed = System.nanoTime() - departure.nanoTime();
    long whole = patience.toNanos();
    if (passed > LAST_LOOK.toNanos() && departure.forGood().getAsBoolean()) {
      whole = Math.min(whole, LAST_LOOK.toNanos());
    }
    return whole - passed;
  }

  /** How long there is hope for a successor under any name of the parts that had this one. */
  private long remainingPatienceForAny(String name) {
    long longest = 0;
    for (Map.Entry<String, Departure> left : departures.entrySet()) {
      if (left.getValue().names().contains(name)) {
        longest = Math.max(longest, remainingPatience(left.getKey()));
      }
    }
    return longest;
  }

  private void forgetOldDepartures() {
    long now = System.nanoTime();
    departures.values().removeIf(departure -> now - departure.nanoTime() > patience.toNanos());
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private final class OpenLease implements Lease<T> {
    private final Mounted<T> of;
    private boolean open = true;

    OpenLease(Mounted<T> of) {
      this.of = of;
    }

    @Override
    public T part() {
      return of.part;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (open) {
          open = false;
          of.users--;
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
