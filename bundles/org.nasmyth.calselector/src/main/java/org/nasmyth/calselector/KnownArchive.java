// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.calibration.VisibleArchive;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.api.products.Relation;
import org.nasmyth.products.Products;

/**
 * What a caller may know of, and what of it a selector has been told. Any thread; ends with the
 * request.
 */
final class KnownArchive implements VisibleArchive {

  private final Products products;
  private final Identity caller;
  private final Cancellation cancellation;
  private final Map<String, Boolean> shown = new ConcurrentHashMap<>();
  private final Map<String, Product> told = new ConcurrentHashMap<>();

  /**
   * An archive of which nothing was told but the frames.
   *
   * @param frames that the caller may know of
   */
  KnownArchive(
      Products products, Identity caller, Collection<Product> frames, Cancellation cancellation) {
    this.products = products;
    this.caller = caller;
    this.cancellation = cancellation;
    frames.forEach(this::tell);
  }

  /** What was told, by identifier. */
  Map<String, Product> told() {
    return told;
  }

  // Candidates are named by rules, not by the caller, so what is hidden is left out without the
  // pace of refusals: kept only where something is hidden, it would tell that there is.
  @Override
  public RelatedProducts find(Collection<String> ids) throws DatabaseException {
    Map<String, Product> found = new LinkedHashMap<>(products.find(ids, cancellation));
    found.values().removeIf(product -> !isShown(product));
    Map<String, List<Relation>> relations = new LinkedHashMap<>();
    if (!found.isEmpty()) {
      products
          .relations(found.values(), cancellation)
          .forEach(
              (id, all) ->
                  relations.put(id, all.stream().filter(one -> isShown(one.target())).toList()));
    }
    found.values().forEach(this::tell);
    relations.values().forEach(all -> all.forEach(relation -> tell(relation.target())));
    return new RelatedProducts(found, relations);
  }

  private void tell(Product product) {
    told.putIfAbsent(product.id(), product);
  }

  private boolean isShown(Product product) {
    return shown.computeIfAbsent(
        product.id(),
        id -> products.access(caller, product).verdict() != ProductAccess.Verdict.HIDDEN);
  }
}
