// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.api.database.DatabaseException;
import org.nasmyth.api.identity.Identity;
import org.nasmyth.api.links.Link;
import org.nasmyth.api.links.LinkRequest;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.products.Relation;
import org.nasmyth.dali.pages.HtmlPage;
import org.nasmyth.links.LinkContributors;
import org.nasmyth.products.ArchiveNames;
import org.nasmyth.products.ArchiveNames.Addresses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What plugins add to a product's links, as far as it has an address.
 *
 * @param relations of the product, as far as the caller may know of them
 */
record ContributedLinks(
    ArchiveNames names, Product product, List<Relation> relations, Identity caller) {

  private static final Logger LOG = LoggerFactory.getLogger(ContributedLinks.class);

  /** Adds the links; nothing if there are none. */
  void addTo(HtmlPage page, Addresses addresses, LinkContributors contributors) {
    Map<String, List<Link>> all = new HashMap<>();
    try {
      contributors.contribute(
          new LinkRequest(
              List.of(product),
              Map.of(product.id(), relations),
              caller,
              addresses.base(),
              names.authority(),
              new Cancellation()),
          all);
    } catch (DatabaseException e) {
      LOG.warn("Links of {} are missing on its page: {}", product.id(), e.getMessage());
    }
    List<Link> links =
        all.getOrDefault(product.id(), List.of()).stream()
            .filter(link -> link.target() instanceof Link.Target.Address)
            .toList();
    addTo(page, "Calibrations", links.stream().filter(ContributedLinks::isCalibration).toList());
    addTo(page, "More", links.stream().filter(link -> !isCalibration(link)).toList());
  }

  private static boolean isCalibration(Link link) {
    return link.place() == Link.Place.CALIBRATION;
  }

  private static void addTo(HtmlPage page, String heading, List<Link> links) {
    if (links.isEmpty()) {
      return;
    }
    page.heading(heading);
    for (Link link : links) {
      if (link.target() instanceof Link.Target.Address address) {
        page.markup("<p>").link(address.url(), link.description()).markup("</p>\n");
      }
    }
  }
}
