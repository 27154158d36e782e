// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.access;

import java.time.Instant;
import java.util.Optional;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides what a caller may see. With several policies registered, all must agree: their
 * restrictions are joined by AND. Without any, everything is visible.
 *
 * <p>Implementations are safe for any thread and answer without waiting for anything outside.
 */
@ConsumerType
public interface AccessPolicy {

  /**
   * Restricts the rows of a table before anything of the query sees them.
   *
   * @param caller who is asking
   * @param table the table as the query uses it; the restriction refers to its id
   * @return the condition that a visible row fulfils; empty where all rows are visible
   */
  Optional<Expression> restriction(Identity caller, Source.TableSource table);

  /**
   * Decides on a product's bytes, and on whether the caller may know of it at all. With several
   * policies the strictest decision holds.
   *
   * @param caller who is asking
   * @param product the product; {@link Product#rights} is what most policies look at
   * @param now the moment of the request
   */
  default ProductAccess access(Identity caller, Product product, Instant now) {
    return ProductAccess.PUBLIC;
  }
}
