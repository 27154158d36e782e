// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tap;

import java.time.Duration;
import java.util.List;
import org.nasmyth.api.database.TapDatabase;
import org.nasmyth.dali.DaliException;
import org.nasmyth.exchange.Exchange;
import org.nasmyth.exchange.Lease;

/** The database behind a service, which may be exchanged while the service runs. */
final class Databases {

  private static final String NAME = "database";

  private final Exchange<TapDatabase> exchange;

  Databases() {
    this(new Exchange<>(Duration.ofSeconds(3), Duration.ofSeconds(10)));
  }

  Databases(Exchange<TapDatabase> exchange) {
    this.exchange = exchange;
  }

  void join(TapDatabase database, int rank) {
    exchange.join(database, List.of(NAME), rank);
  }

  void leave(TapDatabase database) {
    boolean unused = exchange.leave(database);
  }

  void close() {
    exchange.close();
  }

  /**
   * Takes the database for a request.
   *
   * @throws DaliException of status 503 if there is none
   */
  Lease<TapDatabase> lease() throws DaliException {
    return exchange
        .lease(NAME)
        .orElseThrow(
            () ->
                DaliException.unavailable(
                    "The database of this service is not there at the moment. Try again soon."));
  }
}
