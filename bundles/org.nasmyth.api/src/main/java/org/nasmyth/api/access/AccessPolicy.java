// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Table;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides what a caller may see. With several policies registered, all must agree: their
 * restrictions are joined by AND. Without any, everything is visible.
 *
 * <p>Each request that needs it asks {@link #prepared} once and then only what that has returned.
 * So a policy that has to look something up does it there, where it may wait; {@link #restriction}
 * and {@link #access} answer from memory. Implementations are safe for any thread.
 */
@ConsumerType
public interface AccessPolicy {

  /**
   * Whether a table has no rows that are hidden from anybody. Such tables are not asked about, and
   * a query of nothing else does without {@link #prepared}. Quick.
   */
  default boolean isOpen(Table table) {
    return false;
  }

  /**
   * Looks up whatever is needed to answer for one request.
   *
   * @return the policy as it is for this request alone; this one if there is nothing to look up
   * @throws DatabaseException of kind UNAVAILABLE, with a message for the caller, if the rules
   *     cannot be read; the request is refused then
   */
  default AccessPolicy prepared(AccessRequest request) throws DatabaseException {
    return this;
  }

  /**
   * Restricts the rows of a table before anything of the query sees them.
   *
   * @param caller who is asking
   * @param table the table as the query uses it; the restriction refers to its id. Sources of
   *     sub-queries in the restriction take ids from 2^24 + 256 times that id on.
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

  /**
   * Says why it decides on a product as it does.
   *
   * @return sentences for the archive's operator, one a line; empty where it has nothing to say
   */
  default List<String> reasons(Identity caller, Product product, Instant now) {
    return List.of();
  }
}
