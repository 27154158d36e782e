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
    Set<String> overloads = new LinkedHashSet<>();
    exchange
        .lease(name)
        .ifPresent(
            lease -> {
              leases.add(lease);
              overloads.add(lease.part().signature().overload());
            });
    for (AdqlFunction function : exchange.parts()) {
      if (function.signature().name().equalsIgnoreCase(name)) {
        overloads.add(function.signature().overload());
      }
    }
    List<AdqlFunction> functions = new ArrayList<>();
    for (String overload : overloads) {
      exchange
          .lease(overload)
          .ifPresent(
              lease -> {
                leases.add(lease);
                functions.add(lease.part());
              });
    }
    return functions.stream().filter(database::supports).toList();
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
