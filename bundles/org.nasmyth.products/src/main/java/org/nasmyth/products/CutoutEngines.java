// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutEngine;
import org.nasmyth.api.products.Product;
import org.nasmyth.exchange.Assembly;
import org.nasmyth.exchange.Assembly.Leased;
import org.nasmyth.exchange.Lease;

/** The engines that cut products, which come and go while they are used. Any thread. */
public final class CutoutEngines implements AutoCloseable {

  /** What a user is told where there is no engine. */
  public static final String NONE =
      "There is no engine that cuts files at the moment. Try again soon.";

  private final Assembly<CutoutEngine> engines;

  /**
   * No engines yet.
   *
   * @param patience how long a request waits for the successor of one that left
   * @param drainLimit how long one that leaves waits for those who use it
   */
  public CutoutEngines(Duration patience, Duration drainLimit) {
    engines = new Assembly<>(patience, drainLimit);
  }

  /**
   * The engine that cuts a product, for as long as this is open.
   *
   * @param engine cuts it
   * @param axes along which, at least one
   */
  public record Choice(Lease<CutoutEngine> engine, Set<CutoutAxis> axes) implements AutoCloseable {

    @Override
    public void close() {
      engine.close();
    }
  }

  /** Thrown where there is no engine at all, as while the only one is being exchanged. */
  public static final class NoEngineException extends Exception {
    private static final long serialVersionUID = 1L;

    NoEngineException() {
      super(NONE);
    }
  }

  /** Adds an engine. */
  public void join(CutoutEngine engine, Map<String, ?> properties) {
    engines.join(engine, properties);
  }

  /**
   * Takes an engine away; returns when nobody uses it any more, or after the drain limit.
   *
   * @return whether all users had gone
   */
  public boolean leave(CutoutEngine engine) {
    return engines.leave(engine);
  }

  /**
   * Chooses the engine of the highest ranking that can cut a product.
   *
   * @return the caller closes it; empty if no engine can
   * @throws NoEngineException if there is none at all
   */
  public Optional<Choice> choose(Product product) throws NoEngineException {
    Leased<CutoutEngine> leased = engines.lease();
    if (leased.parts().isEmpty()) {
      throw new NoEngineException();
    }
    Choice choice = null;
    try {
      for (Lease<CutoutEngine> lease : leased.leases()) {
        Set<CutoutAxis> axes = lease.part().axes(product);
        if (!axes.isEmpty()) {
          choice = new Choice(lease, Set.copyOf(axes));
          return Optional.of(choice);
        }
      }
      return Optional.empty();
    } finally {
      // Engines that are not used can be exchanged while the chosen one works.
      for (Lease<CutoutEngine> lease : leased.leases()) {
        if (choice == null || lease != choice.engine()) {
          lease.close();
        }
      }
    }
  }

  /**
   * Along which axes products can be cut, for as long as this is open.
   *
   * @param leased the engines, those of higher ranking first
   */
  public record Survey(Leased<CutoutEngine> leased) implements AutoCloseable {

    /** Whether there is no engine at all. */
    public boolean isEmpty() {
      return leased.parts().isEmpty();
    }

    /** The axes of the engine that cuts a product; empty if none can. */
    public Set<CutoutAxis> axes(Product product) {
      return leased.parts().stream()
          .map(engine -> engine.axes(product))
          .filter(axes -> !axes.isEmpty())
          .findFirst()
          .orElse(EnumSet.noneOf(CutoutAxis.class));
    }

    @Override
    public void close() {
      leased.close();
    }
  }

  /** Asks the engines of many products; the caller closes it. */
  public Survey survey() {
    return new Survey(engines.lease());
  }

  /** Lets nobody wait any longer for a successor. */
  @Override
  public void close() {
    engines.close();
  }
}
