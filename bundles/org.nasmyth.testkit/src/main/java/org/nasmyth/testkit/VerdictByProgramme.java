// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.testkit;

import java.time.Instant;
import java.util.Optional;
import org.nasmyth.api.access.AccessPolicy;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.query.Expression;
import org.nasmyth.api.query.Source;

/**
 * Lets everybody who has logged in have everything. To the others, what belongs to programme {@code
 * held} is refused, {@code login} needs a login, and {@code secret} is hidden.
 */
public final class VerdictByProgramme implements AccessPolicy {

  @Override
  public Optional<Expression> restriction(Identity caller, Source.TableSource table) {
    return Optional.empty();
  }

  @Override
  public ProductAccess access(Identity caller, Product product, Instant now) {
    if (!caller.isAnonymous()) {
      return new ProductAccess(ProductAccess.Verdict.GRANTED, null);
    }
    return switch (String.valueOf(product.rights().programme())) {
      case "held" -> new ProductAccess(ProductAccess.Verdict.DENIED, "Public from 2099 on.");
      case "login" -> new ProductAccess(ProductAccess.Verdict.LOGIN_NEEDED, "Log in.");
      case "secret" -> new ProductAccess(ProductAccess.Verdict.HIDDEN, null);
      default -> ProductAccess.PUBLIC;
    };
  }
}
