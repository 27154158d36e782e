// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.nasmyth.wcs.distortion.LookupDistortion;
import org.nasmyth.wcs.distortion.PlaneMap;

/**
 * Distortions that are looked up in images of the same file, as FITS Paper IV (draft) describes by
 * CPDISj and DPj.
 */
final class LookupReader {
  private final CardReader cards;
  private final Tables tables;

  LookupReader(CardReader cards, Tables tables) {
    this.cards = cards;
    this.tables = tables;
  }

  /** Reads what is added to pixel coordinates before the linear part; null if nothing is. */
  @Nullable PlaneMap prior() {
    refuse("CQDIS");
    return map("CPDIS", "DP", "WCSDVARR");
  }

  /** Reads what the detector adds to pixel coordinates; null if nothing is. */
  @Nullable PlaneMap detector() {
    return map("D2IMDIS", "D2IM", "D2IMARR");
  }

  private void refuse(String root) {
    for (int j = 1; j <= 2; j++) {
      if (cards.has(root + j)) {
        throw new WcsException(
            root + j + " = '" + cards.text(root + j) + "' is a distortion that is not known here.");
      }
    }
  }

  private @Nullable PlaneMap map(String type, String record, String extension) {
    LookupDistortion.@Nullable Grid first = grid(1, type, record, extension);
    LookupDistortion.@Nullable Grid second = grid(2, type, record, extension);
    return first == null && second == null ? null : new LookupDistortion(first, second);
  }

  private LookupDistortion.@Nullable Grid grid(
      int axis, String type, String record, String extension) {
    String keyword = type + axis;
    String name = cards.text(keyword);
    if (name == null) {
      return null;
    }
    if (!name.toUpperCase(Locale.ROOT).equals("LOOKUP")) {
      throw new WcsException(keyword + " = '" + name + "' is a distortion that is not known here.");
    }
    String field = record + axis + ".";
    int along = cards.whole(field + "AXIS.1").orElse(1);
    int across = cards.whole(field + "AXIS.2").orElse(2);
    if (along != 1 || across != 2) {
      throw new WcsException(
          field
              + "AXIS.1 = "
              + along
              + " and "
              + field
              + "AXIS.2 = "
              + across
              + " are not the first two axes in order.");
    }
    int version = cards.whole(field + "EXTVER").orElse(1);
    LookupImage image =
        tables
            .image(extension, version)
            .orElseThrow(
                () ->
                    new WcsException(
                        "Extension "
                            + extension
                            + " "
                            + version
                            + " is missing, where "
                            + keyword
                            + " looks up distortions."));
    CardReader own = new CardReader(image.cards(), ' ');
    try {
      return new LookupDistortion.Grid(
          own.whole("NAXIS1").orElse(0),
          own.whole("NAXIS2").orElse(0),
          image.values(),
          new double[] {own.number("CRPIX1", 0.0), own.number("CRPIX2", 0.0)},
          new double[] {own.number("CRVAL1", 0.0), own.number("CRVAL2", 0.0)},
          new double[] {own.number("CDELT1", 1.0), own.number("CDELT2", 1.0)});
    } catch (WcsException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new WcsException(
          "Extension " + extension + " " + version + ": " + e.getMessage() + ".", e);
    }
  }
}
