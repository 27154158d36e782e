// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.metadata.Catalogue;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;

/** The policy for one request: answers from memory, for the caller and moment of that request. */
final class PreparedPolicy implements AccessPolicy {

  private final Rules rules;
  private final Permissions permissions;
  private final Optional<Catalogue> catalogue;
  private final Consumer<String> misfits;

  PreparedPolicy(
      Rules rules,
      Permissions permissions,
      Optional<Catalogue> catalogue,
      Consumer<String> misfits) {
    this.rules = rules;
    this.permissions = permissions;
    this.catalogue = catalogue;
    this.misfits = misfits;
  }

  @Override
  public Optional<Expression> restriction(Identity caller, Source.TableSource table) {
    return new RowConditions(rules, permissionsOf(caller), catalogue, misfits).visible(table);
  }

  @Override
  public ProductAccess access(Identity caller, Product product, Instant now) {
    return permissionsOf(caller).access(product.rights());
  }

  @Override
  public List<String> reasons(Identity caller, Product product, Instant now) {
    return permissionsOf(caller).reasons(product.rights());
  }

  private Permissions permissionsOf(Identity caller) {
    if (!caller.equals(permissions.caller())) {
      throw new IllegalArgumentException("The policy was prepared for another caller.");
    }
    return permissions;
  }
}
