// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.links;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.products.Product;

/**
 * One link of a product (DataLink 1.1, section 3.2).
 *
 * @param place where it stands among the product's links
 * @param target what it leads to
 * @param semantics what the target is to the product: a term of the DataLink vocabulary such as
 *     {@code #this}, or an absolute URI
 * @param localSemantics the archive's own word for it; null for none
 * @param description one line for people
 * @param contentType what the link delivers; null where unknown
 * @param contentLength how many bytes it delivers; empty where unknown
 * @param contentQualifier the kind of data product that it delivers; null where unknown
 * @param file the product that it delivers, whose access decision is told in the row; null where
 *     the link leads to something else
 * @param originalName the name that the file's maker gave it; null for none
 * @param category the archive's word for the file's kind; null for none
 */
public record Link(
    Place place,
    Target target,
    String semantics,
    @Nullable String localSemantics,
    String description,
    @Nullable String contentType,
    OptionalLong contentLength,
    @Nullable String contentQualifier,
    @Nullable Product file,
    @Nullable String originalName,
    @Nullable String category) {

  /** Where links stand among those of one product, in this order; of one place as they came. */
  public enum Place {
    THIS,
    CUTOUT,
    PREVIEW,
    AUXILIARY,
    PROGENITOR,
    DERIVATION,
    CALIBRATION,
    DOCUMENTATION
  }

  /** What a link leads to. */
  public sealed interface Target {

    /**
     * An address.
     *
     * @param url absolute
     */
    record Address(String url) implements Target {}

    /** A service that takes parameters; its descriptor becomes a part of the document. */
    record Service(ServiceDescriptor descriptor) implements Target {}
  }
}
