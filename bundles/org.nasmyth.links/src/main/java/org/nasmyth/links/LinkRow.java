// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.links;

import org.jspecify.annotations.Nullable;
import org.nasmyth.api.access.ProductAccess;
import org.nasmyth.api.links.Link;
import org.nasmyth.api.links.ServiceDescriptor;

/**
 * One row of a list of links (DataLink 1.1, section 3.2).
 *
 * @param id the identifier that was asked for
 * @param link where it leads; null in a row that tells of a fault
 * @param access whether the caller may follow it
 * @param fault what was wrong with the identifier; null in a row with a link
 * @param linksUrl the list of links of the file that it leads to; null where that makes no sense
 */
public record LinkRow(
    String id,
    @Nullable Link link,
    ProductAccess access,
    @Nullable String fault,
    @Nullable String linksUrl) {

  /**
   * The row of an identifier for which there are no links.
   *
   * @param fault begins with one of DataLink's words, such as {@code NotFoundFault}
   */
  public static LinkRow fault(String id, String fault) {
    return new LinkRow(id, null, ProductAccess.PUBLIC, fault, null);
  }

  /** The address; null where there is none. */
  public @Nullable String url() {
    return link != null && link.target() instanceof Link.Target.Address address
        ? address.url()
        : null;
  }

  /** The service that it leads to; null where it leads to an address. */
  public @Nullable ServiceDescriptor service() {
    return link != null && link.target() instanceof Link.Target.Service service
        ? service.descriptor()
        : null;
  }

  /** Whether credentials are needed: DataLink's words, section 3.2.12. */
  public String auth() {
    return access.verdict() == ProductAccess.Verdict.PUBLIC ? "false" : "true";
  }

  /** What its link is to the product; a row of a fault is about the product itself. */
  public String semantics() {
    return link == null ? "#this" : link.semantics();
  }

  /** Whether it leads to a science product. */
  public boolean science() {
    return link != null && link.category() != null && link.category().startsWith("SCIENCE");
  }
}
