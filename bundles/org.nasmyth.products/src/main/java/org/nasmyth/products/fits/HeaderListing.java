// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.fits.Card;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.packed.UnpackedSource;

/**
 * The headers of a FITS file as they stand in it.
 *
 * @param headers the cards of each HDU, 80 characters each, without END
 * @param fault what keeps the rest from being read; null if everything was
 */
public record HeaderListing(List<List<String>> headers, @Nullable String fault) {

  private static final int MOST_HDUS = 2000;

  /** Copies the lists. */
  public HeaderListing {
    headers = headers.stream().map(List::copyOf).toList();
  }

  /**
   * Reads the headers of all HDUs, as far as they can be read, also of files that gzip or compress
   * has packed as a whole.
   *
   * @param file stays open
   * @throws IOException if the file cannot be read, for reasons that do not lie in its content
   */
  public static HeaderListing of(OpenFile file) throws IOException {
    List<List<String>> headers = new ArrayList<>();
    String missing = null;
    try {
      FitsFile fits = FitsFile.open(UnpackedSource.of(new StoredSource(new Borrowed(file))));
      for (int number = 0; number < MOST_HDUS; number++) {
        Hdu hdu = fits.hdu(number);
        headers.add(hdu.header().cards().stream().map(Card::text).toList());
        if (!hdu.complete()) {
          missing =
              "the file ends at byte %d, the data of HDU %d at byte %d."
                  .formatted(fits.size(), number, hdu.dataPosition() + hdu.dataLength());
        }
      }
      return new HeaderListing(headers, missing);
    } catch (NoSuchElementException e) {
      return new HeaderListing(headers, missing);
    } catch (FitsException e) {
      return new HeaderListing(headers, e.getMessage());
    }
  }
}
