// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Parts of which a request uses all rather than one. While a part is being exchanged for its
 * successor, a request waits for it instead of going on without. Safe for any thread.
 *
 * @param <T> the kind of part; compared by identity
 */
public final class Assembly<T> {

  private final Exchange<T> exchange;

  /** What successors are recognised by, among them the keys of parts that are gone for good. */
  private final Map<String, Boolean> keys = new ConcurrentHashMap<>();

  private final Map<T, String> ids = Collections.synchronizedMap(new IdentityHashMap<>());

  /**
   * Makes an empty assembly.
   *
   * @param patience how long after a part's departure a request waits for its successor
   * @param drainLimit how long a leaving part waits for its users
   */
  public Assembly(Duration patience, Duration drainLimit) {
    exchange = new Exchange<>(patience, drainLimit);
  }

  /**
   * Adds a part.
   *
   * @param properties of its OSGi service: the component's name or configuration is what it shares
   *     with its successors, {@code service.ranking} says where it stands
   */
  public void join(T part, Map<String, ?> properties) {
    Object name = properties.get("service.pid");
    if (name == null) {
      name = properties.get("component.name");
    }
    String key = "name:" + (name == null ? part.getClass().getName() : name);
    String id = "id:" + properties.get("service.id") + "/" + System.identityHashCode(part);
    int rank = properties.get("service.ranking") instanceof Integer ranking ? ranking : 0;
    keys.put(key, true);
    ids.put(part, id);
    exchange.join(part, List.of(key, id), rank);
  }

  /**
   * Takes a part away; returns when nobody uses it any more, or after the drain limit.
   *
   * @return whether all users had gone
   */
  public boolean leave(T part) {
    boolean unused = exchange.leave(part);
    ids.remove(part);
    return unused;
  }

  /** Lets nobody wait any longer for a successor. */
  public void close() {
    exchange.close();
  }

  /** Leases on all parts, those of higher rank first; the caller closes it. */
  public Leased<T> lease() {
    IdentityHashMap<T, Lease<T>> leases = new IdentityHashMap<>();
    for (String key : List.copyOf(keys.keySet())) {
      Optional<Lease<T>> lease = exchange.lease(key);
      if (lease.isEmpty()) {
        keys.remove(key);
      } else {
        keep(lease.get(), leases);
      }
    }
    List<Lease<T>> ordered = new ArrayList<>();
    for (T part : exchange.parts()) {
      String id = ids.get(part);
      if (!leases.containsKey(part) && id != null) {
        exchange.lease(id).ifPresent(lease -> keep(lease, leases));
      }
      Lease<T> lease = leases.remove(part);
      if (lease != null) {
        ordered.add(lease);
      }
    }
    // What left meanwhile is still ours until we close it.
    ordered.addAll(leases.values());
    return new Leased<>(List.copyOf(ordered));
  }

  private void keep(Lease<T> lease, IdentityHashMap<T, Lease<T>> leases) {
    if (leases.containsKey(lease.part())) {
      lease.close();
    } else {
      leases.put(lease.part(), lease);
    }
  }

  /**
   * All parts for one request.
   *
   * @param leases those of higher rank first
   */
  public record Leased<T>(List<Lease<T>> leases) implements AutoCloseable {

    /** The parts, those of higher rank first. */
    public List<T> parts() {
      return leases.stream().map(Lease::part).toList();
    }

    @Override
    public void close() {
      leases.forEach(Lease::close);
    }
  }
}
