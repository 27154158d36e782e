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
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.exchange.Lease;

/**
 * The access policies that are registered. All apply. While one is being exchanged for another, a
 * query waits for the successor rather than run without it.
 */
final class Policies {

  private final Exchange<AccessPolicy> exchange;

  /** What successors are recognised by, among them the keys of policies that are gone for good. */
  private final Map<String, Boolean> keys = new ConcurrentHashMap<>();

  private final Map<AccessPolicy, String> ids =
      Collections.synchronizedMap(new IdentityHashMap<>());

  Policies(Duration patience, Duration drainLimit) {
    exchange = new Exchange<>(patience, drainLimit);
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
  }

  /** Takes a policy away; returns when nobody uses it any more. */
  void leave(AccessPolicy policy) {
    boolean unused = exchange.leave(policy);
    ids.remove(policy);
  }

  void close() {
    exchange.close();
  }

  /** The policies for one request, all leased until it is closed. */
  Applied lease(Identity caller) {
    Applied applied = new Applied(caller);
    // A lease by key waits for a successor; the leases by id add those that share a key.
    for (String key : List.copyOf(keys.keySet())) {
      if (!applied.add(exchange.lease(key))) {
        keys.remove(key);
      }
    }
    for (AccessPolicy policy : exchange.parts()) {
      String id = ids.get(policy);
      if (id != null && !applied.has(policy) && !applied.add(exchange.lease(id))) {
        applied.close();
        throw new IllegalStateException("An access policy left while a query was prepared.");
      }
    }
    return applied;
  }

  /** The policies as one request applies them. */
  static final class Applied implements RowRestriction, AutoCloseable {

    private final List<Lease<AccessPolicy>> leases = new ArrayList<>();
    private final Identity caller;

    Applied(Identity caller) {
      this.caller = caller;
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

    @Override
    public Optional<Expression> of(Source.TableSource table) {
      List<Expression> conditions = new ArrayList<>();
      for (Lease<AccessPolicy> lease : leases) {
        lease.part().restriction(caller, table).ifPresent(conditions::add);
      }
      return switch (conditions.size()) {
        case 0 -> Optional.empty();
        case 1 -> Optional.of(conditions.get(0));
        default -> Optional.of(new Expression.And(conditions));
      };
    }

    @Override
    public void close() {
      leases.forEach(Lease::close);
    }
  }
}
