// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.io.IOException;
import java.util.List;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.dali.DaliException;
import org.nasmyth.products.ProductException;
import org.nasmyth.products.Products;
import org.nasmyth.products.VisibleProducts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the one product that an address names, as far as the caller may know of it.
 *
 * @param visible the archive's products
 */
record ProductFinder(VisibleProducts visible) {

  static final String STORAGE_IS_DOWN =
      "The storage of the archive's files does not answer at the moment. Try again soon.";

  private static final Logger LOG = LoggerFactory.getLogger(ProductFinder.class);

  /**
   * The product.
   *
   * @param text the identifier as the client wrote it, decoded
   * @throws DaliException of status 404 if there is none that the caller may know of
   */
  Product find(String text, Identity caller) throws DaliException {
    try {
      return visible.find(text, caller, new Cancellation());
    } catch (ProductException e) {
      throw answer(e);
    }
  }

  /** A product with all that the archive says of it to people. */
  Product describe(Product product) throws DaliException {
    try {
      return visible.describe(product, new Cancellation());
    } catch (ProductException e) {
      throw answer(e);
    }
  }

  /** What belongs to a product, without what the caller may not know of. */
  List<Relation> relations(Product product, Identity caller) throws DaliException {
    try {
      return visible.relations(product, caller, new Cancellation());
    } catch (ProductException e) {
      throw answer(e);
    }
  }

  /**
   * Opens a product's file if the caller may have it.
   *
   * @throws DaliException of status 401, 403 or 404, saying why not; 503 if the storage cannot be
   *     asked
   */
  OpenFile open(Product product, Identity caller) throws DaliException {
    try {
      return visible.open(product, caller);
    } catch (ProductException e) {
      throw answer(e);
    } catch (IOException e) {
      throw storageFailed(product.id(), e);
    }
  }

  /** What is answered when the storage cannot be asked; its reason is for the log alone. */
  static DaliException storageFailed(String what, IOException failure) {
    LOG.warn("The file of {} cannot be read: {}", what, failure.getMessage());
    return DaliException.unavailable(STORAGE_IS_DOWN);
  }

  /** All products, whoever may see them. */
  Products products() {
    return visible.products();
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
