// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calselector;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.calibration.Association;
import org.nasmyth.api.calibration.CalibrationFile;
import org.nasmyth.api.calibration.Cascade;
import org.nasmyth.api.calibration.CascadeMode;
import org.nasmyth.api.products.Product;
import org.nasmyth.products.ArchiveNames.RequestedId;
import org.nasmyth.products.VisibleProducts;

/**
 * What was found for one of the identifiers of a request.
 *
 * @param requested the identifier
 * @param frame its product; null if there is none that the caller may know of
 * @param cascade what belongs to it; with nothing but a message where there is no such thing
 * @param files the products of all files of the cascade, by identifier
 */
record Selected(
    RequestedId requested, @Nullable Product frame, Cascade cascade, Map<String, Product> files) {

  /** What a file is called that no rules know. */
  private static final String UNDEFINED = "UNDEFINED";

  /** The answer for an identifier that is none, or none that the caller may know of. */
  static Selected unknown(RequestedId requested, CascadeMode mode) {
    return new Selected(
        requested,
        null,
        nothing(List.of(), mode, "NotFoundFault: " + refusal(requested)),
        Map.of());
  }

  /** Why there is nothing for an identifier; the same where it is kept from the caller. */
  static String refusal(RequestedId requested) {
    return requested.fault() == null
        ? String.valueOf(VisibleProducts.unknown().getMessage())
        : requested.fault();
  }

  /** The answer for a product that no selector has rules for. */
  static Selected unsupported(RequestedId requested, Product product, CascadeMode mode) {
    String category = product.file().category();
    CalibrationFile file =
        new CalibrationFile(category == null ? UNDEFINED : category, product.id());
    return new Selected(
        requested,
        product,
        nothing(List.of(file), mode, "No association could be made: " + reason(product)),
        Map.of(product.id(), product));
  }

  private static String reason(Product product) {
    return switch (product.kind()) {
      case RAW -> "the archive has no rules for files of this type.";
      case PRODUCT ->
          "this is a science product. Ask for the raw frames that it was made from, which its"
              + " DataLink document has as #progenitor.";
      case MASTER ->
          "this is a master calibration. The raw frames that it was made from are #progenitor in"
              + " its DataLink document.";
      case AUXILIARY -> "this file comes with a science product. Ask for raw frames.";
      case LOG -> "this is a text that comes with raw frames. Ask for the frames.";
    };
  }

  private static Cascade nothing(List<CalibrationFile> files, CascadeMode mode, String message) {
    String category = files.isEmpty() ? UNDEFINED : files.get(0).category();
    return new Cascade(
        mode, new Association(category, false, false, null, files, List.of(message), List.of()));
  }
}
