// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Relation;
import org.nasmyth.api.storage.FileState;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.products.ArchiveNames.RequestedId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The archive's products as far as a caller may know of them and have them. The one way in which
 * faces reach the bytes of a product. Any thread.
 */
public final class VisibleProducts {

  private static final Logger LOG = LoggerFactory.getLogger(VisibleProducts.class);

  /** Of so many files it is remembered that the log has told what is wrong with them. */
  private static final int MOST_TOLD = 1000;

  private final Products products;
  private final Set<Fault> told =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Fault, Boolean> eldest) {
              return size() > MOST_TOLD;
            }
          });

  /**
   * What is wrong with a file.
   *
   * @param id of its product
   * @param state that the file is in; another one may be as wrong, but that is news
   * @param sentence for the log
   */
  private record Fault(String id, String state, String sentence) {}

  /**
   * What callers may see of products.
   *
   * @param products all of them, whoever may see them
   */
  public VisibleProducts(Products products) {
    this.products = products;
  }

  /** All products, whoever may see them. */
  public Products products() {
    return products;
  }

  /**
   * The product that a text names.
   *
   * @param text one identifier as the client wrote it, decoded
   * @throws ProductException if there is none that the caller may know of
   */
  public Product find(String text, Identity caller, Cancellation cancellation)
      throws ProductException {
    List<RequestedId> requested = products.names().read(text);
    if (requested.size() != 1) {
      throw unknown();
    }
    return find(requested.get(0), caller, cancellation);
  }

  /**
   * The product of an identifier.
   *
   * @throws ProductException if there is none that the caller may know of
   */
  public Product find(RequestedId requested, Identity caller, Cancellation cancellation)
      throws ProductException {
    Product product =
        requested.id() == null
            ? null
            : find(List.of(requested), caller, cancellation).get(requested.id());
    if (product == null) {
      throw unknown();
    }
    return product;
  }

  /**
   * Finds several products with few questions to the catalogue.
   *
   * @return by identifier, without those that the caller may not know of
   * @throws ProductException if the catalogue cannot be asked
   */
  public Map<String, Product> find(
      Collection<RequestedId> requested, Identity caller, Cancellation cancellation)
      throws ProductException {
    List<String> ids =
        requested.stream().map(RequestedId::id).filter(Objects::nonNull).distinct().toList();
    if (ids.isEmpty()) {
      return Map.of();
    }
    try {
      return products.find(ids, caller, cancellation);
    } catch (DatabaseException e) {
      throw failed(e);
    }
  }

  /**
   * What belongs to a product, without what the caller may not know of.
   *
   * @throws ProductException if the catalogue cannot be asked
   */
  public List<Relation> relations(Product product, Identity caller, Cancellation cancellation)
      throws ProductException {
    try {
      return products
          .relations(List.of(product), cancellation)
          .getOrDefault(product.id(), List.of())
          .stream()
          .filter(relation -> !isHidden(relation.target(), caller))
          .toList();
    } catch (DatabaseException e) {
      throw failed(e);
    }
  }

  /**
   * A product with all that the archive says of it to people.
   *
   * @param product that the caller may know of
   * @throws ProductException if the catalogue cannot be asked
   */
  public Product describe(Product product, Cancellation cancellation) throws ProductException {
    try {
      return products.describe(product, cancellation);
    } catch (DatabaseException e) {
      throw failed(e);
    }
  }

  /**
   * Opens a product's file.
   *
   * @param product that the caller may know of
   * @return the caller closes it
   * @throws ProductException if the caller may not have it, or it is not there
   * @throws IOException if the storage cannot be asked
   */
  public OpenFile open(Product product, Identity caller) throws ProductException, IOException {
    ProductAccess access = products.access(caller, product);
    if (!access.allowed()) {
      throw refusal(access);
    }
    try {
      OpenFile file = products.open(product.file());
      compareSizes(product, file.state().size());
      return file;
    } catch (NoSuchFileException e) {
      warn(
          new Fault(
              product.id(),
              "",
              "The file of " + product.id() + " is in the catalogue, but in no storage."));
      throw new ProductException(
          ProductException.Kind.NO_FILE,
          "The archive knows "
              + product.id()
              + ", but its file is not there. Tell the archive's operator.",
          null);
    }
  }

  private void compareSizes(Product product, long actual) {
    long expected = product.file().length().orElse(actual);
    if (expected != actual) {
      warn(
          new Fault(
              product.id(),
              "",
              "%s has %d bytes, the catalogue tells of %d; it is delivered as it is."
                  .formatted(product.id(), actual, expected)));
    }
  }

  /**
   * Tells the log what is wrong with a product's file, unless it was told so before.
   *
   * @param product that was read
   * @param state the file's state, whose version tells it from what it becomes when it is mended
   * @param problem what is wrong, for the operator
   */
  public void warn(Product product, FileState state, String problem) {
    warn(new Fault(product.id(), state.version(), product.id() + ": " + problem));
  }

  private void warn(Fault fault) {
    boolean news;
    synchronized (told) {
      news = told.add(fault);
    }
    if (news) {
      LOG.warn("{}", fault.sentence());
    }
  }

  /** What is said of an identifier that is not known, or not to this caller. */
  public static ProductException unknown() {
    return new ProductException(
        ProductException.Kind.UNKNOWN,
        "The archive has no file of that identifier, or you may not know of it.",
        null);
  }

  private static ProductException refusal(ProductAccess access) {
    if (access.verdict() == ProductAccess.Verdict.HIDDEN) {
      return unknown();
    }
    return new ProductException(
        access.verdict() == ProductAccess.Verdict.LOGIN_NEEDED
            ? ProductException.Kind.LOGIN_NEEDED
            : ProductException.Kind.DENIED,
        access.reason() == null ? "You may not have this file." : access.reason(),
        null);
  }

  private boolean isHidden(Product product, Identity caller) {
    return products.access(caller, product).verdict() == ProductAccess.Verdict.HIDDEN;
  }

  private static ProductException failed(DatabaseException e) {
    return e.kind() == DatabaseException.Kind.UNAVAILABLE
        ? new ProductException(
            ProductException.Kind.UNAVAILABLE, String.valueOf(e.getMessage()), null)
        : new ProductException(ProductException.Kind.FAULT, "The catalogue of products failed.", e);
  }
}
