// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.products;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows the datasets of an archive by their identifiers. Register one as an OSGi service; of
 * several the one with the highest service ranking that knows an identifier is believed.
 *
 * <p>It tells everything to everybody: who may see what is decided by {@link
 * org.nasmyth.api.access.AccessPolicy} from {@link Product#rights}.
 *
 * <p>Implementations are safe for any thread and answer a thousand identifiers with a few questions
 * to their database, not with thousands.
 */
@ConsumerType
public interface ProductCatalogue {

  /**
   * Finds products.
   *
   * @param ids identifiers within the archive, text of a user's; each once, at most some thousands
   * @param cancellation ends the search
   * @return the products that are known, by identifier
   * @throws DatabaseException if the database cannot be asked or the search was cancelled
   */
  Map<String, Product> find(Collection<String> ids, Cancellation cancellation)
      throws DatabaseException;

  /**
   * Finds products as far as somebody may know of them. An identifier whose product is kept back
   * has to take as many questions to the database as one that is not known, so that the time it
   * takes does not tell the one from the other.
   *
   * @param shown whether a product may be known of; quick, and asked on the calling thread. {@link
   *     Product#rights} and {@link Product#id} are there, other parts may be missing yet.
   * @return those of the products of {@link #find(Collection, Cancellation)} that are shown
   * @throws DatabaseException if the database cannot be asked or the search was cancelled
   */
  default Map<String, Product> find(
      Collection<String> ids, Predicate<Product> shown, Cancellation cancellation)
      throws DatabaseException {
    Map<String, Product> found = new LinkedHashMap<>(find(ids, cancellation));
    found.values().removeIf(shown.negate());
    return found;
  }

  /**
   * Finds what belongs to products.
   *
   * @param products what {@link #find} of this or another catalogue delivered
   * @param cancellation ends the search
   * @return relations by the product's identifier, those of one kind together and in the archive's
   *     order; a product without relations may be left out
   * @throws DatabaseException if the database cannot be asked or the search was cancelled
   */
  Map<String, List<Relation>> relations(Collection<Product> products, Cancellation cancellation)
      throws DatabaseException;

  /**
   * Finds products as far as somebody may know of them, and what belongs to them. Who can ask for
   * both at once in fewer questions than one after the other should do so.
   *
   * @param shown as in {@link #find(Collection, Predicate, Cancellation)}; not asked for what
   *     belongs to products
   * @return what {@link #find(Collection, Predicate, Cancellation)} and {@link #relations} tell
   * @throws DatabaseException if the database cannot be asked or the search was cancelled
   */
  default RelatedProducts findRelated(
      Collection<String> ids, Predicate<Product> shown, Cancellation cancellation)
      throws DatabaseException {
    Map<String, Product> found = find(ids, shown, cancellation);
    return new RelatedProducts(
        found, found.isEmpty() ? Map.of() : relations(found.values(), cancellation));
  }

  /**
   * Adds to a product what else the catalogue says of it, for a page that people read. {@link
   * #find} may leave the facts out, because most requests do without and reading them takes time.
   *
   * @param product what {@link #find} of this or another catalogue delivered
   * @param cancellation ends the search
   * @return the product with its {@link Product#facts}; the same if this catalogue has none
   * @throws DatabaseException if the database cannot be asked or the search was cancelled
   */
  default Product describe(Product product, Cancellation cancellation) throws DatabaseException {
    return product;
  }
}
