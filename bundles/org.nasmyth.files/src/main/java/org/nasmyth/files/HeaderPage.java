// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.nasmyth.api.products.Product;
import org.nasmyth.products.fits.HeaderListing;

/**
 * The headers of a file as a page whose first {@code pre} element holds the cards of all HDUs and
 * ends with END, as clients of ESO's archive expect it.
 */
final class HeaderPage {

  static final String CONTENT_TYPE = "text/html;charset=UTF-8";

  private HeaderPage() {}

  static byte[] of(Product product, HeaderListing listing) {
    StringBuilder page = new StringBuilder();
    String title = HtmlText.of(product.id());
    page.append(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Header of ")
        .append(title)
        .append("</title></head>\n<body><h1>Header of ")
        .append(title)
        .append("</h1>\n<pre>\n");
    for (List<String> cards : listing.headers()) {
      for (String card : cards) {
        page.append(HtmlText.of(card.stripTrailing())).append('\n');
      }
    }
    page.append("END\n</pre>\n");
    String fault = listing.fault();
    if (fault != null) {
      page.append("<p>The rest of the file cannot be read: ")
          .append(HtmlText.of(fault))
          .append("</p>\n");
    }
    page.append("</body></html>\n");
    return page.toString().getBytes(StandardCharsets.UTF_8);
  }
}
