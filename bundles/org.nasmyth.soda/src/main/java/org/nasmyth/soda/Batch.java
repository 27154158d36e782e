// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Product;
import org.nasmyth.dali.DaliException;

/**
 * Makes several cut-outs, one after the other. One that fails or is empty becomes a text that tells
 * why (SODA 1.0, section 6), and the others are made all the same.
 */
final class Batch {

  /** Takes what is made. */
  interface Shelf {

    /**
     * A cut-out.
     *
     * @param number from 1
     */
    void cutout(int number, Order order, OpenCutout cutout) throws DaliException, IOException;

    /**
     * Why there is none.
     *
     * @param number from 1
     * @param text begins with one of the standard's words
     */
    void note(int number, Order order, String text) throws IOException;
  }

  /**
   * What became of a batch.
   *
   * @param made how many cut-outs there are
   * @param empty how many have nothing in them
   * @param failed how many failed
   * @param firstFailure why the first did; empty if none failed
   */
  record Outcome(int made, int empty, int failed, Optional<DaliException> firstFailure) {

    @Override
    public String toString() {
      return made + " cut-outs, " + empty + " empty, " + failed + " failed";
    }
  }

  private final SodaService service;
  private final Identity caller;
  private final Cancellation cancellation;

  Batch(SodaService service, Identity caller, Cancellation cancellation) {
    this.service = service;
    this.caller = caller;
    this.cancellation = cancellation;
  }

  /**
   * Makes cut-outs.
   *
   * @throws DaliException if there is no engine, the catalogue cannot be asked, or the request was
   *     ended
   * @throws IOException if a cut-out cannot be written
   */
  Outcome run(List<Order> orders, Shelf shelf) throws DaliException, IOException {
    service.requireEngine();
    Map<String, Product> known = service.products(orders, caller, cancellation);
    int made = 0;
    int empty = 0;
    int failed = 0;
    DaliException first = null;
    for (int i = 0; i < orders.size(); i++) {
      Optional<Cancellation.Reason> ended = cancellation.reason();
      if (ended.isPresent()) {
        throw service.ended(ended.get());
      }
      Order order = orders.get(i);
      Optional<OpenCutout> opened;
      try {
        opened = service.open(order, known, caller, cancellation);
      } catch (DaliException e) {
        if (cancellation.isCancelled()) {
          throw e;
        }
        failed++;
        first = first == null ? e : first;
        shelf.note(i + 1, order, SodaErrors.text(e));
        continue;
      }
      if (opened.isEmpty()) {
        empty++;
        shelf.note(i + 1, order, SodaErrors.nothing(order.id().asGiven()));
      } else {
        try (OpenCutout cutout = opened.get()) {
          shelf.cutout(i + 1, order, cutout);
          made++;
        }
      }
    }
    return new Outcome(made, empty, failed, Optional.ofNullable(first));
  }
}
