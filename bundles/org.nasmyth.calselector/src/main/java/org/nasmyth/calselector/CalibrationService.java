// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nasmyth.api.calibration.CalibrationSelector;
import org.nasmyth.api.products.Product;
import org.nasmyth.exchange.Assembly;
import org.nasmyth.exchange.Assembly.Leased;
import org.nasmyth.products.ArchiveNames;
import org.nasmyth.products.Products;
import org.nasmyth.products.VisibleProducts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The selectors of calibrations that are installed. They come and go; any thread. */
@Component(name = "org.nasmyth.calselector", service = CalibrationService.class)
public final class CalibrationService {

  private static final Logger LOG = LoggerFactory.getLogger(CalibrationService.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(10);

  private final VisibleProducts products;
  private final Clock clock;
  private final Assembly<CalibrationSelector> selectors = new Assembly<>(PATIENCE, DRAIN_LIMIT);

  /** No selector yet. */
  @Activate
  public CalibrationService(@Reference Products products) {
    this(products, Clock.systemUTC());
  }

  CalibrationService(Products products, Clock clock) {
    this.products = new VisibleProducts(products);
    this.clock = clock;
  }

  /** Selects with a selector from now on. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void addSelector(CalibrationSelector selector, Map<String, Object> properties) {
    selectors.join(selector, properties);
  }

  /** Begins nothing new with a selector; returns when what it selects is done, within a limit. */
  public void removeSelector(CalibrationSelector selector) {
    if (!selectors.leave(selector)) {
      LOG.warn("A request still uses a selector of calibrations that is leaving; it may fail.");
    }
  }

  /** Lets nobody wait any longer for selectors. */
  @Deactivate
  public void close() {
    selectors.close();
  }

  VisibleProducts products() {
    return products;
  }

  ArchiveNames names() {
    return products.products().names();
  }

  /** Begins a request; empty if there is no selector at all. The caller closes it. */
  Optional<Selection> begin() {
    Leased<CalibrationSelector> leased = selectors.lease();
    if (leased.parts().isEmpty()) {
      leased.close();
      return Optional.empty();
    }
    return Optional.of(new Selection(products, clock, leased));
  }

  /** Those products for which a selector has rules. */
  List<Product> offered(List<Product> products) {
    try (Leased<CalibrationSelector> leased = selectors.lease()) {
      List<CalibrationSelector> installed = leased.parts();
      return products.stream()
          .filter(
              product ->
                  installed.stream().anyMatch(selector -> Selection.offers(selector, product)))
          .toList();
    }
  }
}
