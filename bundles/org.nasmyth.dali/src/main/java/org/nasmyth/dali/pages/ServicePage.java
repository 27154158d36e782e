// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.dali.pages;

import java.util.List;

/**
 * The page at a service's root: what it is, which resources it has, how it is asked.
 *
 * @param service what is announced of it
 * @param resources in the order in which they are shown
 */
public record ServicePage(OfferedService service, List<Resource> resources) {

  /**
   * A resource of the service.
   *
   * @param path below the service, with a slash before it
   * @param meaning what is found there
   */
  public record Resource(String path, String meaning) {}

  /** Copies the list. */
  public ServicePage {
    resources = List.copyOf(resources);
  }

  /**
   * The page.
   *
   * @param root the address of the server, without a slash at the end
   */
  public byte[] html(String root) {
    HtmlPage page = new HtmlPage("Service", service.title());
    page.paragraph(service.description()).heading("Resources").markup("<table>\n");
    for (Resource resource : resources) {
      page.markup("<tr><th>")
          .link(root + service.path() + resource.path(), service.path() + resource.path())
          .markup("</th><td>")
          .text(resource.meaning())
          .markup("</td></tr>\n");
    }
    page.markup("</table>\n").heading("How to ask it");
    return service
        .addRecipes(page, root)
        .markup("<p>")
        .link(root + "/", "All services of this archive")
        .markup("</p>\n")
        .toBytes();
  }
}
