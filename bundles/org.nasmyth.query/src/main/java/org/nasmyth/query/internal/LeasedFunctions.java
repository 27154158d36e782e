// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.query.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.api.functions.AdqlFunction;
import org.nasmyth.api.functions.FunctionBody;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.exchange.Lease;

/**
 * The functions that one request uses: all of a name are leased when it is first used, until the
 * end. While one of them is being exchanged, no query is bound: it would miss an overload.
 */
final class LeasedFunctions implements FunctionFinder, AutoCloseable {

  private final Exchange<AdqlFunction> exchange;
  private final TapDatabase database;
  private final Map<String, List<AdqlFunction>> found = new HashMap<>();
  private final List<Lease<AdqlFunction>> leases = new ArrayList<>();

  /** A function that the query uses is being exchanged: bind it again a moment later. */
  static final class BeingExchanged extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String name;

    private BeingExchanged(String name) {
      super("The function " + name + " is being exchanged.", null, false, false);
      this.name = name;
    }
  }

  LeasedFunctions(Exchange<AdqlFunction> exchange, TapDatabase database) {
    this.exchange = exchange;
    this.database = database;
  }

  /**
   * {@inheritDoc}
   *
   * @throws BeingExchanged if {@link #await} has to be called and the query to be bound again
   */
  @Override
  public List<AdqlFunction> find(String name) {
    return found.computeIfAbsent(name.toLowerCase(Locale.ROOT), this::lease);
  }

  private List<AdqlFunction> lease(String name) {
    List<Lease<AdqlFunction>> all =
        exchange.leaseAll(name).orElseThrow(() -> new BeingExchanged(name));
    leases.addAll(all);
    return all.stream().map(Lease::part).filter(this::isOffered).toList();
  }

  /**
   * Gives back all leases, for which a leaving plugin may be waiting, and waits a little until
   * functions of that name are there again.
   */
  void await(BeingExchanged exchanged) {
    close();
    exchange.awaitSuccessors(exchanged.name);
  }

  @Override
  public List<AdqlFunction> all() {
    return exchange.parts().stream().filter(this::isOffered).toList();
  }

  private boolean isOffered(AdqlFunction function) {
    return function.body() instanceof FunctionBody.OfLiterals || database.supports(function);
  }

  @Override
  public void close() {
    leases.forEach(Lease::close);
    leases.clear();
    found.clear();
  }
}
