// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.exchange.Lease;

/** The functions that one request uses: each is leased when it is first named, until the end. */
final class LeasedFunctions implements FunctionFinder, AutoCloseable {

  private final Exchange<AdqlFunction> exchange;
  private final TapDatabase database;
  private final Map<String, Lease<AdqlFunction>> leases = new HashMap<>();

  LeasedFunctions(Exchange<AdqlFunction> exchange, TapDatabase database) {
    this.exchange = exchange;
    this.database = database;
  }

  @Override
  public Optional<AdqlFunction> find(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    Lease<AdqlFunction> open = leases.get(key);
    if (open == null) {
      Optional<Lease<AdqlFunction>> lease = exchange.lease(name);
      if (lease.isEmpty()) {
        return Optional.empty();
      }
      open = lease.get();
      leases.put(key, open);
    }
    AdqlFunction function = open.part();
    return database.supports(function) ? Optional.of(function) : Optional.empty();
  }

  @Override
  public List<AdqlFunction> all() {
    return exchange.parts().stream().filter(database::supports).toList();
  }

  @Override
  public void close() {
    leases.values().forEach(Lease::close);
    leases.clear();
  }
}
