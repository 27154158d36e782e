// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.datalink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.links.Link;
import org.nasmyth.api.links.LinkRequest;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.RelatedProducts;
import org.nasmyth.api.products.Relation;
import org.nasmyth.links.LinkContributors;
import org.nasmyth.links.LinkRow;
import org.nasmyth.products.ArchiveNames.Addresses;
import org.nasmyth.products.ArchiveNames.RequestedId;
import org.nasmyth.products.Products;

/** Makes rows for identifiers, some hundreds at a time. */
final class LinkFinder {

  private static final String UNKNOWN =
      "NotFoundFault: the archive has no file of that identifier, or you may not know of it.";

  private final Products products;
  private final LinkContributors contributors;

  LinkFinder(Products products, LinkContributors contributors) {
    this.products = products;
    this.contributors = contributors;
  }

  /**
   * The rows for some identifiers, in their order.
   *
   * @throws DatabaseException if the catalogue of products fails
   */
  List<LinkRow> rows(
      List<RequestedId> requested, Identity caller, Addresses addresses, Cancellation cancellation)
      throws DatabaseException {
    List<String> ids = new ArrayList<>();
    for (RequestedId one : requested) {
      if (one.id() != null) {
        ids.add(one.id());
      }
    }
    RelatedProducts related = products.findRelated(ids, caller, cancellation);
    Map<String, Product> found = related.products();
    Map<String, List<Link>> links = links(related, caller, addresses, cancellation);
    List<LinkRow> rows = new ArrayList<>();
    for (RequestedId one : requested) {
      Product product = one.id() == null ? null : found.get(one.id());
      if (one.fault() != null) {
        rows.add(LinkRow.fault(one.asGiven(), "NotFoundFault: " + one.fault()));
      } else if (product == null) {
        rows.add(LinkRow.fault(one.asGiven(), UNKNOWN));
      } else {
        String identifier = addresses.names().repeated(one);
        for (Link link : links.getOrDefault(product.id(), List.of())) {
          rows.add(row(identifier, link, caller, addresses));
        }
      }
    }
    return rows;
  }

  private LinkRow row(String identifier, Link link, Identity caller, Addresses addresses) {
    Product file = link.file();
    ProductAccess access = file == null ? ProductAccess.PUBLIC : products.access(caller, file);
    return new LinkRow(
        identifier, link, access, null, file == null ? null : addresses.links(file.id()));
  }

  private Map<String, List<Link>> links(
      RelatedProducts found, Identity caller, Addresses addresses, Cancellation cancellation)
      throws DatabaseException {
    if (found.products().isEmpty()) {
      return Map.of();
    }
    Map<String, List<Relation>> relations = new LinkedHashMap<>();
    found
        .relations()
        .forEach(
            (id, all) ->
                relations.put(
                    id, all.stream().filter(one -> !isHidden(one.target(), caller)).toList()));
    LinkRequest request =
        new LinkRequest(
            List.copyOf(found.products().values()),
            relations,
            caller,
            addresses.base(),
            addresses.names().authority(),
            cancellation);
    Map<String, List<Link>> links = new LinkedHashMap<>();
    new ProductLinks(addresses)
        .links(request)
        .forEach((id, own) -> links.put(id, new ArrayList<>(own)));
    contributors.contribute(request, links);
    links.values().forEach(all -> all.sort(Comparator.comparing(Link::place)));
    return links;
  }

  private boolean isHidden(Product product, Identity caller) {
    return products.access(caller, product).verdict() == ProductAccess.Verdict.HIDDEN;
  }
}
