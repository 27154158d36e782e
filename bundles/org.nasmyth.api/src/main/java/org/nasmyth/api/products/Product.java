// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.products;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.metadata.Table.Attribute;

/**
 * One dataset of an archive: a raw frame, a science product, a file that comes with one.
 *
 * @param id its identifier within the archive, such as {@code ADP.2018-06-21T20:32:57.736}
 * @param kind what it is
 * @param type ObsCore's dataproduct_type ({@code image}, {@code cube}, {@code spectrum}, {@code
 *     measurements}, …); null where it is unknown or makes no sense
 * @param title one line for people; null where there is none
 * @param file its file
 * @param coverage what it covers
 * @param rights to whom it belongs
 * @param documentation address of the document that describes the release; null where there is none
 * @param owner the identifier of the product that it comes with; null unless the kind is {@link
 *     Kind#AUXILIARY}
 * @param facts what else the catalogue says of it, in the order in which a person reads it; values
 *     that are null are left out; see {@link ProductCatalogue#describe}
 */
public record Product(
    String id,
    Kind kind,
    @Nullable String type,
    @Nullable String title,
    DataFile file,
    Coverage coverage,
    Rights rights,
    @Nullable String documentation,
    @Nullable String owner,
    List<Attribute> facts) {

  /** What a dataset is. */
  public enum Kind {
    /** A frame as the instrument delivered it. */
    RAW,
    /** Something made for science from frames. */
    PRODUCT,
    /** A calibration made from frames. */
    MASTER,
    /** A file that comes with a product. */
    AUXILIARY,
    /** A text that comes with a frame, such as the night's log. */
    LOG
  }

  /** Copies the list. */
  public Product {
    facts = List.copyOf(facts);
  }
}
