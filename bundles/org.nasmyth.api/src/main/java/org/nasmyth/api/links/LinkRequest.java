// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.links;

import java.util.List;
import java.util.Map;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Relation;

/**
 * Products whose links are asked for. The caller may know of all of them and of all that they
 * relate to.
 *
 * @param products the products
 * @param relations what belongs to them, by the product's identifier
 * @param caller who is asking
 * @param baseUrl where the archive is served, without a slash at the end; addresses begin with it
 * @param authority the IVOA authority of the archive's dataset identifiers
 * @param cancellation ends the request
 */
public record LinkRequest(
    List<Product> products,
    Map<String, List<Relation>> relations,
    Identity caller,
    String baseUrl,
    String authority,
    Cancellation cancellation) {

  /** Copies the collections. */
  public LinkRequest {
    products = List.copyOf(products);
    relations = Map.copyOf(relations);
  }

  /** What belongs to a product; may be empty. */
  public List<Relation> relations(Product product) {
    return relations.getOrDefault(product.id(), List.of());
  }

  /** A product's identifier in the Virtual Observatory. */
  public String identifier(Product product) {
    return "ivo://" + authority + "/ID?" + product.id();
  }
}
