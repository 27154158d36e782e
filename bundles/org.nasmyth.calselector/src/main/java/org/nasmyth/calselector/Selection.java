// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationFile;
import org.nasmyth.api.calibration.CalibrationRequest;
import org.nasmyth.api.calibration.CalibrationSelector;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Product;
import org.nasmyth.exchange.Assembly.Leased;
import org.nasmyth.products.ArchiveNames.RequestedId;
import org.nasmyth.products.ProductException;
import org.nasmyth.products.VisibleProducts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The selectors that a request began with, and ends with. The caller closes it.
 *
 * @param visible the archive's products
 * @param clock tells the moment of the request
 * @param leased the selectors, those of higher ranking first
 */
record Selection(VisibleProducts visible, Clock clock, Leased<CalibrationSelector> leased)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Selection.class);

  /**
   * Selects for some identifiers.
   *
   * @param requested some hundreds at most
   * @return in their order
   * @throws ProductException if the input frames cannot be looked up
   * @throws DatabaseException if a selector fails, or the request was cancelled
   */
  List<Selected> select(
      List<RequestedId> requested, CascadeMode mode, Identity caller, Cancellation cancellation)
      throws ProductException, DatabaseException {
    Map<String, Product> known = visible.find(requested, caller, cancellation);
    KnownArchive archive =
        new KnownArchive(visible.products(), caller, known.values(), cancellation);
    Map<String, Cascade> cascades = new HashMap<>();
    for (Map.Entry<CalibrationSelector, List<Product>> share : shares(known.values()).entrySet()) {
      cascades.putAll(
          share
              .getKey()
              .select(
                  new CalibrationRequest(
                      share.getValue(), mode, archive, clock.instant(), cancellation)));
    }
    List<Selected> all = new ArrayList<>();
    for (RequestedId one : requested) {
      Product frame = one.id() == null ? null : known.get(one.id());
      Cascade cascade = frame == null ? null : cascades.get(frame.id());
      if (frame == null) {
        all.add(Selected.unknown(one, mode));
      } else if (cascade == null) {
        all.add(Selected.unsupported(one, frame, mode));
      } else {
        all.add(new Selected(one, frame, known(cascade, archive), archive.told()));
      }
    }
    return all;
  }

  /** The frames of each selector: the first that has rules for a frame selects for it. */
  private IdentityHashMap<CalibrationSelector, List<Product>> shares(Iterable<Product> known) {
    IdentityHashMap<CalibrationSelector, List<Product>> shares = new IdentityHashMap<>();
    for (Product product : known) {
      leased.parts().stream()
          .filter(selector -> offers(selector, product))
          .findFirst()
          .ifPresent(
              selector -> shares.computeIfAbsent(selector, k -> new ArrayList<>()).add(product));
    }
    return shares;
  }

  /** Whether a selector has rules for a product. */
  static boolean offers(CalibrationSelector selector, Product product) {
    return product.kind() == Product.Kind.RAW && selector.offers(product);
  }

  /**
   * Whatever a selector answers, nothing that the caller may not know of gets out: files of which
   * it was not told are left out.
   */
  private static Cascade known(Cascade cascade, KnownArchive archive) {
    if (isKnown(cascade.root(), archive)) {
      return cascade;
    }
    LOG.error(
        "A selector names files for {} that it was not told of; they are left out.",
        cascade.root().files().stream().findFirst().map(CalibrationFile::id).orElse("a frame"));
    return new Cascade(cascade.mode(), known(cascade.root(), archive));
  }

  private static boolean isKnown(Association association, KnownArchive archive) {
    return association.files().stream().allMatch(file -> archive.told().containsKey(file.id()))
        && association.calibrations().stream().allMatch(one -> isKnown(one, archive));
  }

  private static Association known(Association association, KnownArchive archive) {
    return new Association(
        association.category(),
        association.certified(),
        association.complete(),
        association.match(),
        association.files().stream().filter(file -> archive.told().containsKey(file.id())).toList(),
        association.messages(),
        association.calibrations().stream().map(one -> known(one, archive)).toList());
  }

  @Override
  public void close() {
    leased.close();
  }
}
