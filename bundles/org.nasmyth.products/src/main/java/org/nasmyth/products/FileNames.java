// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.products.Product;
import org.nasmyth.api.storage.FileState;

/** Under which name and media type a product's file is delivered. */
public final class FileNames {

  /** What an archive calls a FITS file, plain or packed by a compressor of whole files. */
  public static final String FITS = "application/fits";

  /** What ESO's archive calls a FITS file whose images are compressed inside. */
  public static final String COMPRESSED_FITS = "application/x-fits-hcompress";

  private static final String UNKNOWN = "application/octet-stream";

  /** Longer endings first. */
  private static final List<Map.Entry<String, String>> TYPES =
      List.of(
          Map.entry(".fits.fz", COMPRESSED_FITS),
          Map.entry(".fits.z", FITS),
          Map.entry(".fits.gz", FITS),
          Map.entry(".fits", FITS),
          Map.entry(".fit", FITS),
          Map.entry(".png", "image/png"),
          Map.entry(".jpg", "image/jpeg"),
          Map.entry(".pdf", "application/pdf"),
          Map.entry(".txt", "text/plain"),
          Map.entry(".log", "text/plain"),
          Map.entry(".tar.gz", "application/gzip"),
          Map.entry(".tar", "application/x-tar"),
          Map.entry(".csv", "text/csv"),
          Map.entry(".xml", "text/xml"));

  private FileNames() {}

  /**
   * The name under which a product's file is delivered.
   *
   * @param state the file as it is stored; null where that is not known
   * @return without blanks, quotes, slashes and control characters
   */
  public static String of(Product product, @Nullable FileState state) {
    String given = product.file().name();
    if (given != null) {
      return safe(given);
    }
    String stored = state == null ? "" : state.fileName();
    return safe(product.id() + (stored.isEmpty() ? ending(product) : ending(stored)));
  }

  /**
   * The media type of a product's file.
   *
   * @param state the file as it is stored; null where that is not known
   */
  public static String contentType(Product product, @Nullable FileState state) {
    String told = product.file().contentType();
    return told != null ? told : byEnding(of(product, state));
  }

  private static String byEnding(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return TYPES.stream()
        .filter(entry -> lower.endsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static String ending(Product product) {
    String original = product.file().originalName();
    return original == null ? ".fits" : ending(original);
  }

  /** The known ending of a name, in its own case; empty if it has none. */
  private static String ending(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return TYPES.stream()
        .map(Map.Entry::getKey)
        .filter(lower::endsWith)
        .findFirst()
        .map(ending -> name.substring(name.length() - ending.length()))
        .orElse("");
  }

  private static String safe(String name) {
    return name.replaceAll("[^A-Za-z0-9._:+\\-]", "_");
  }
}
