// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.access.AccessRequest;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.exchange.Lease;

/**
 * The access policies that are registered. All apply. While one is being exchanged for another, a
 * query waits for the successor rather than run without it; where a number of policies is demanded,
 * no query runs under fewer.
 */
final class Policies {

  private final Exchange<AccessPolicy> exchange;
  private final Duration patience;
  private final int required;

  /** What successors are recognised by, among them the keys of policies that are gone for good. */
  private final Map<String, Boolean> keys = new ConcurrentHashMap<>();

  private final Object joined = new Object();
  private final Map<AccessPolicy, String> ids =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /**
   * No policies.
   *
   * @param required how many there have to be for a query to run
   */
  Policies(Duration patience, Duration drainLimit, int required) {
    exchange = new Exchange<>(patience, drainLimit);
    this.patience = patience;
    this.required = required;
  }

  /**
   * Adds a policy.
   *
   * @param key what it shares with its successors
   * @param id what it shares with no other policy
   */
  void join(AccessPolicy policy, String key, String id, int rank) {
    keys.put(key, true);
    ids.put(policy, id);
    exchange.join(policy, List.of(key, id), rank);
    synchronized (joined) {
      joined.notifyAll();
    }
  }

  /** Takes a policy away; returns when nobody uses it any more. */
  void leave(AccessPolicy policy) {
    boolean unused = exchange.leave(policy);
    ids.remove(policy);
  }

  void close() {
    exchange.close();
  }

  /**
   * The policies for one request, all leased until it is closed.
   *
   * @throws DatabaseException if policies are missing
   */
  Applied lease(AccessRequest request) throws DatabaseException {
    awaitRequired();
    Applied applied = new Applied(request);
    boolean complete = false;
    try {
      // A lease by key waits for a successor; the leases by id add those that share a key.
      for (String key : List.copyOf(keys.keySet())) {
        if (!applied.add(exchange.lease(key))) {
          keys.remove(key);
        }
      }
      for (AccessPolicy policy : exchange.parts()) {
        String id = ids.get(policy);
        if (id != null && !applied.has(policy) && !applied.add(exchange.lease(id))) {
          throw missing();
        }
      }
      if (applied.leases.size() < required) {
        throw missing();
      }
      complete = true;
      return applied;
    } finally {
      if (!complete) {
        applied.close();
      }
    }
  }

  private void awaitRequired() {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (joined) {
      long left = deadline - System.nanoTime();
      while (exchange.parts().size() < required && left > 0) {
        try {
          TimeUnit.NANOSECONDS.timedWait(joined, left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
        left = deadline - System.nanoTime();
      }
    }
  }

  private static DatabaseException missing() {
    return new DatabaseException(
        DatabaseException.Kind.UNAVAILABLE,
        "The rules of who may see what are not there at the moment. Try again soon.",
        null);
  }

  /** A policy cannot look its rules up; carries that out of the binding. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DatabaseException reason;

    Unreadable(DatabaseException reason) {
      super(reason);
      this.reason = reason;
    }

    DatabaseException reason() {
      return reason;
    }
  }

  /** The policies as one request applies them. */
  static final class Applied implements RowRestriction, AutoCloseable {

    private final List<Lease<AccessPolicy>> leases = new ArrayList<>();
    private final IdentityHashMap<AccessPolicy, AccessPolicy> prepared = new IdentityHashMap<>();
    private final AccessRequest request;

    Applied(AccessRequest request) {
      this.request = request;
    }

    private boolean add(Optional<Lease<AccessPolicy>> lease) {
      if (lease.isEmpty()) {
        return false;
      }
      if (has(lease.get().part())) {
        lease.get().close();
      } else {
        leases.add(lease.get());
      }
      return true;
    }

    private boolean has(AccessPolicy policy) {
      return leases.stream().anyMatch(lease -> lease.part() == policy);
    }

    /**
     * Asks all policies.
     *
     * @throws Unreadable if one cannot look its rules up
     */
    @Override
    public Optional<Expression> of(Source.TableSource table) {
      List<Expression> conditions = new ArrayList<>();
      for (Lease<AccessPolicy> lease : leases) {
        AccessPolicy policy = lease.part();
        if (!policy.isOpen(table.table())) {
          prepared(policy).restriction(request.caller(), table).ifPresent(conditions::add);
        }
      }
      return switch (conditions.size()) {
        case 0 -> Optional.empty();
        case 1 -> Optional.of(conditions.get(0));
        default -> Optional.of(new Expression.And(conditions));
      };
    }

    private AccessPolicy prepared(AccessPolicy policy) {
      AccessPolicy ready = prepared.get(policy);
      if (ready == null) {
        try {
          ready = policy.prepared(request);
        } catch (DatabaseException e) {
          throw new Unreadable(e);
        }
        prepared.put(policy, ready);
      }
      return ready;
    }

    @Override
    public void close() {
      leases.forEach(Lease::close);
    }
  }
}
