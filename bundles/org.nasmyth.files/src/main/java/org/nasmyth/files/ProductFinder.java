// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.dali.DaliException;
import org.nasmyth.products.ArchiveNames.RequestedId;
import org.nasmyth.products.Products;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the one product that an address names, as far as the caller may know of it.
 *
 * @param products the archive's products
 */
record ProductFinder(Products products) {

  private static final Logger LOG = LoggerFactory.getLogger(ProductFinder.class);

  /**
   * The product.
   *
   * @param text the identifier as the client wrote it, decoded
   * @throws DaliException of status 404 if there is none that the caller may know of
   */
  Product find(String text, Identity caller) throws DaliException {
    List<RequestedId> requested = products.names().read(text);
    String id = requested.get(0).id();
    if (requested.size() != 1 || id == null) {
      throw unknown();
    }
    try {
      Product product = products.find(List.of(id), new Cancellation()).get(id);
      if (product == null
          || products.access(caller, product).verdict() == ProductAccess.Verdict.HIDDEN) {
        throw unknown();
      }
      return product;
    } catch (DatabaseException e) {
      throw failed(e);
    }
  }

  /** What belongs to a product, without what the caller may not know of. */
  List<Relation> relations(Product product, Identity caller) throws DaliException {
    try {
      Map<String, List<Relation>> found = products.relations(List.of(product), new Cancellation());
      return found.getOrDefault(product.id(), List.of()).stream()
          .filter(
              relation ->
                  products.access(caller, relation.target()).verdict()
                      != ProductAccess.Verdict.HIDDEN)
          .toList();
    } catch (DatabaseException e) {
      throw failed(e);
    }
  }

  /**
   * Opens a product's file if the caller may have it.
   *
   * @throws DaliException of status 401, 403 or 404, saying why not
   */
  OpenFile open(Product product, Identity caller) throws DaliException, IOException {
    ProductAccess access = products.access(caller, product);
    if (!access.allowed()) {
      String reason = access.reason() == null ? "You may not have this file." : access.reason();
      if (access.verdict() == ProductAccess.Verdict.LOGIN_NEEDED) {
        throw DaliException.refused(401, reason);
      }
      throw DaliException.refused(403, reason);
    }
    try {
      OpenFile file = products.open(product.file());
      long told = product.file().length().orElse(file.state().size());
      if (told != file.state().size()) {
        LOG.warn(
            "{} has {} bytes, the catalogue tells of {}.", product.id(), file.state().size(), told);
      }
      return file;
    } catch (NoSuchFileException e) {
      LOG.info("The file of {} is in the catalogue, but in no storage.", product.id());
      throw DaliException.notFound(
          "The archive knows "
              + product.id()
              + ", but its file is not there. Tell the archive's operator.");
    }
  }

  private static DaliException unknown() {
    return DaliException.notFound(
        "The archive has no file of that identifier, or you may not know of it.");
  }

  private static DaliException failed(DatabaseException e) {
    return e.kind() == DatabaseException.Kind.UNAVAILABLE
        ? DaliException.unavailable(String.valueOf(e.getMessage()))
        : DaliException.fault("The catalogue of products failed.", e);
  }
}
