// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.exchange.Lease;

/** The functions that one request uses: each is leased when it is first named, until the end. */
final class LeasedFunctions implements FunctionFinder, AutoCloseable {

  private final Exchange<AdqlFunction> exchange;
  private final TapDatabase database;
  private final Map<String, List<AdqlFunction>> found = new HashMap<>();
  private final List<Lease<AdqlFunction>> leases = new ArrayList<>();

  LeasedFunctions(Exchange<AdqlFunction> exchange, TapDatabase database) {
    this.exchange = exchange;
    this.database = database;
  }

  @Override
  public List<AdqlFunction> find(String name) {
    return found.computeIfAbsent(name.toLowerCase(Locale.ROOT), this::lease);
  }

  /**
   * Leases by name first, because that waits for the successor of a function that has just left.
   */
  private List<AdqlFunction> lease(String name) {
    List<AdqlFunction> functions = new ArrayList<>();
    Set<String> overloads = new LinkedHashSet<>();
    exchange.lease(name).ifPresent(lease -> keep(lease, functions));
    // Not leased once more by its overload: it may be leaving, and then it waits for us to end.
    functions.forEach(function -> overloads.add(function.signature().overload()));
    for (AdqlFunction function : exchange.parts()) {
      String overload = function.signature().overload();
      if (function.signature().name().equalsIgnoreCase(name) && overloads.add(overload)) {
        exchange.lease(overload).ifPresent(lease -> keep(lease, functions));
      }
    }
    return functions.stream().filter(database::supports).toList();
  }

  private void keep(Lease<AdqlFunction> lease, List<AdqlFunction> functions) {
    leases.add(lease);
    functions.add(lease.part());
  }

  @Override
  public List<AdqlFunction> all() {
    return exchange.parts().stream().filter(database::supports).toList();
  }

  @Override
  public void close() {
    leases.forEach(Lease::close);
    leases.clear();
    found.clear();
  }
}
