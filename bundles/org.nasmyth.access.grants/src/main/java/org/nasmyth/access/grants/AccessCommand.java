// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.access.grants;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.access.ProductAccess.Verdict;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.command.CommandIo;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.products.Product;
import org.nasmyth.products.ArchiveNames.RequestedId;
import org.nasmyth.products.Products;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code nasmyth access explain USER ID}: why a user may or may not have a product. */
@Component(service = Command.class)
public final class AccessCommand implements Command {

  private static final String SYNOPSIS =
      "Usage: access explain USER ID [--group GROUP]..., with the user - for nobody";

  private final Products products;

  /** Takes the archive's products. */
  @Activate
  public AccessCommand(@Reference Products products) {
    this.products = products;
  }

  @Override
  public String name() {
    return "access";
  }

  @Override
  public String summary() {
    return "say why a user may or may not have a product";
  }

  @Override
  public int run(List<String> args, CommandIo io) {
    Set<String> groups = new HashSet<>();
    @Nullable String user = null;
    @Nullable String id = null;
    boolean understood = !args.isEmpty() && args.get(0).equals("explain");
    for (int i = 1; i < args.size(); i++) {
      if (args.get(i).equals("--group") && i + 1 < args.size()) {
        groups.add(args.get(++i));
      } else if (user == null) {
        user = args.get(i);
      } else if (id == null && !args.get(i).startsWith("--")) {
        id = args.get(i);
      } else {
        understood = false;
      }
    }
    if (!understood || user == null || id == null) {
      io.error(SYNOPSIS);
      return USAGE;
    }
    try {
      return explain(user.equals("-") ? Identity.ANONYMOUS : new Identity(user, groups), id, io);
    } catch (DatabaseException e) {
      io.error(String.valueOf(e.getMessage()));
      return FAILED;
    }
  }

  private int explain(Identity caller, String written, CommandIo io) throws DatabaseException {
    List<RequestedId> requested = products.names().read(written);
    String id = requested.get(0).id();
    Product product = id == null ? null : products.find(List.of(id), new Cancellation()).get(id);
    if (product == null) {
      io.error("The archive has no product " + written + ".");
      return FAILED;
    }
    ProductAccess access = products.access(caller, product);
    boolean knows = access.verdict() != Verdict.HIDDEN;
    if (caller.isAnonymous()) {
      io.println("Without logging in:");
    } else {
      io.println("User %s, groups %s:".formatted(caller.name(), groupsOf(caller)));
    }
    io.println("  metadata of %s: %s".formatted(product.id(), knows ? "yes" : "no"));
    io.println("  data of %s: %s".formatted(product.id(), access.allowed() ? "yes" : "no"));
    for (String reason : products.reasons(caller, product)) {
      io.println("  - " + reason);
    }
    return OK;
  }

  private static String groupsOf(Identity caller) {
    return caller.groups().isEmpty()
        ? "none"
        : String.join(", ", caller.groups().stream().sorted().toList());
  }
}
