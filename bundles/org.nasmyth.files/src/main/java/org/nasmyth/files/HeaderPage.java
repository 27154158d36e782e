// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.util.List;
import org.nasmyth.api.products.Product;
import org.nasmyth.dali.pages.HtmlPage;
import org.nasmyth.products.fits.HeaderListing;

/**
 * The headers of a file as a page whose first {@code pre} element holds the cards of all HDUs and
 * ends with END, as clients of ESO's archive expect it.
 */
final class HeaderPage {

  private HeaderPage() {}

  static byte[] of(Product product, HeaderListing listing) {
    HtmlPage page = new HtmlPage("FITS headers", product.id());
    page.markup("<pre>\n");
    for (List<String> cards : listing.headers()) {
      for (String card : cards) {
        page.text(card.stripTrailing()).markup("\n");
      }
    }
    page.markup("END\n</pre>\n");
    String fault = listing.fault();
    if (fault != null) {
      page.paragraph("The rest of the file cannot be read: " + fault);
    }
    return page.toBytes();
  }
}
