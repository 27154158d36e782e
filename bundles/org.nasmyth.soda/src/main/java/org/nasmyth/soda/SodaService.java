// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.soda;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutEngine;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.dali.DaliException;
import org.nasmyth.products.ArchiveNames;
import org.nasmyth.products.CutoutEngines;
import org.nasmyth.products.CutoutEngines.NoEngineException;
import org.nasmyth.products.ProductException;
import org.nasmyth.products.Products;
import org.nasmyth.products.VisibleProducts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts pieces out of products for those who may have them. Any thread. */
@Component(name = SodaConfiguration.PID, service = SodaService.class)
@Designate(ocd = SodaConfiguration.class)
public final class SodaService {

  private static final Logger LOG = LoggerFactory.getLogger(SodaService.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

  private final SodaSettings settings;
  private final List<String> trustedProxies;
  private final VisibleProducts products;
  private final CutoutEngines engines = new CutoutEngines(PATIENCE, DRAIN_LIMIT);

  /** A service without an engine; it answers 503 until there is one. */
  @Activate
  public SodaService(SodaConfiguration configuration, @Reference Products products) {
    this(SodaSettings.of(configuration), List.of(configuration.trustedProxies()), products);
  }

  SodaService(SodaSettings settings, List<String> trustedProxies, Products products) {
    this.settings = settings;
    this.trustedProxies = List.copyOf(trustedProxies);
    this.products = new VisibleProducts(products);
  }

  /** Cuts with an engine from now on. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addEngine(CutoutEngine engine, Map<String, Object> properties) {
    engines.join(engine, properties);
  }

  /** Begins nothing new with an engine; returns when what it cuts is done, within a limit. */
  public void removeEngine(CutoutEngine engine) {
    if (!engines.leave(engine)) {
      LOG.warn("A cut-out still uses an engine that is leaving; it may fail.");
    }
  }

  /** Lets nobody wait any longer for engines. */
  @Deactivate
  public void close() {
    engines.close();
  }

  SodaSettings settings() {
    return settings;
  }

  List<String> trustedProxies() {
    return trustedProxies;
  }

  ArchiveNames names() {
    return products.products().names();
  }

  /**
   * The products of some orders, by identifier, as far as the caller may know of them.
   *
   * @throws DaliException of status 503 or 500 if the catalogue cannot be asked
   */
  Map<String, Product> products(
      Collection<Order> orders, Identity caller, Cancellation cancellation) throws DaliException {
    try {
      return products.find(orders.stream().map(Order::id).toList(), caller, cancellation);
    } catch (ProductException e) {
      throw answer(e);
    }
  }

  /**
   * Prepares a cut-out.
   *
   * @param known what {@link #products} found
   * @return the caller closes it; empty if nothing of the product is in it
   * @throws DaliException saying why it cannot be cut or the caller cannot have it
   */
  Optional<OpenCutout> open(
      Order order, Map<String, Product> known, Identity caller, Cancellation cancellation)
      throws DaliException {
    Product product = order.id().id() == null ? null : known.get(order.id().id());
    if (product == null) {
      throw answer(VisibleProducts.unknown());
    }
    try {
      OpenFile file = products.open(product, caller);
      boolean kept = false;
      try {
        Optional<OpenCutout> cutout = prepare(order, product, file, cancellation);
        kept = cutout.isPresent();
        return cutout;
      } finally {
        if (!kept) {
          file.close();
        }
      }
    } catch (ProductException e) {
      throw answer(e);
    } catch (IOException e) {
      throw unreadable(product.id(), cancellation, e);
    }
  }

  private Optional<OpenCutout> prepare(
      Order order, Product product, OpenFile file, Cancellation cancellation)
      throws DaliException, IOException {
    CutoutEngines.Choice choice = choose(product);
    boolean kept = false;
    try {
      requireAxes(order, product, choice.axes());
      Optional<Cutout> cutout =
          choice.engine().part().prepare(product, file, order.cut(), cancellation);
      if (cutout.isEmpty()) {
        return Optional.empty();
      }
      kept = true;
      return Optional.of(new OpenCutout(cutout.get(), file, choice, order.prefix()));
    } catch (CutoutException e) {
      String message = String.valueOf(e.getMessage());
      switch (e.kind()) {
        case USAGE -> {
          String name = e.axis().map(order.parameters()::get).orElse(null);
          throw DaliException.badRequest(
              name == null ? message : message + " " + name + " cannot be used.");
        }
        case BAD_FILE -> {
          products.warn(product, file.state(), message);
          LOG.debug("Why {} cannot be cut", product.id(), e);
          throw DaliException.fault(message, null);
        }
        case BUSY -> throw DaliException.unavailable(message);
      }
      throw new IllegalStateException("unknown kind " + e.kind(), e);
    } finally {
      if (!kept) {
        choice.close();
      }
    }
  }

  /**
   * Looks whether there is an engine.
   *
   * @throws DaliException of status 503 if there is none
   */
  void requireEngine() throws DaliException {
    try (CutoutEngines.Survey survey = engines.survey()) {
      if (survey.isEmpty()) {
        throw DaliException.unavailable(CutoutEngines.NONE);
      }
    }
  }

  private CutoutEngines.Choice choose(Product product) throws DaliException {
    try {
      return engines
          .choose(product)
          .orElseThrow(
              () ->
                  DaliException.badRequest(
                      product.id() + " is of a kind that cannot be cut; download it whole."));
    } catch (NoEngineException e) {
      throw DaliException.unavailable(String.valueOf(e.getMessage()));
    }
  }

  private static void requireAxes(Order order, Product product, Set<CutoutAxis> axes)
      throws DaliException {
    List<String> missing =
        order.parameters().entrySet().stream()
            .filter(axis -> !axes.contains(axis.getKey()))
            .map(Map.Entry::getValue)
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      throw DaliException.badRequest(
          product.id()
              + " cannot be cut by "
              + String.join(", ", missing)
              + "; it can be cut by "
              + String.join(", ", Order.parameters(axes))
              + ".");
    }
  }

  /** What is answered when a file cannot be read, or its reading was ended. */
  DaliException unreadable(String id, Cancellation cancellation, IOException failure) {
    Optional<Cancellation.Reason> reason = cancellation.reason();
    if (reason.isPresent()) {
      return ended(reason.get());
    }
    LOG.warn("{} could not be read while it was cut: {}", id, failure.toString());
    LOG.debug("Why {} could not be read", id, failure);
    return DaliException.fault(
        "The file of " + id + " could not be read while it was cut. Try again.", null);
  }

  /** What is answered when a request was ended before it was done. */
  DaliException ended(Cancellation.Reason reason) {
    return switch (reason) {
      case TIME_LIMIT ->
          DaliException.unavailable(
              "The cut-out was ended because it took longer than "
                  + settings.syncLimit().toSeconds()
                  + " s, the time limit of synchronous requests. Ask for less, or send it to"
                  + " async.");
      case ABORTED, CLIENT_GONE -> DaliException.unavailable("The request was ended.");
      case SHUTDOWN -> DaliException.unavailable("The service is stopping. Try again soon.");
    };
  }

  private static DaliException answer(ProductException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case UNKNOWN, NO_FILE -> DaliException.notFound(message);
      case LOGIN_NEEDED -> DaliException.refused(401, message);
      case DENIED -> DaliException.refused(403, message);
      case UNAVAILABLE -> DaliException.unavailable(message);
      case FAULT -> DaliException.fault(message, e.getCause());
    };
  }
}
