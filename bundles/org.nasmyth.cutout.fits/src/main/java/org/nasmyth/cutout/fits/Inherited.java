// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.wcs.Cards;

/**
 * The cards of an extension, and where it lacks one, that of the primary header, which tells of the
 * whole observation.
 *
 * @param own the extension's
 * @param primary the primary header's
 */
record Inherited(Cards own, Cards primary) implements Cards {

  static Inherited of(FitsFile file, Hdu hdu) throws IOException {
    return new Inherited(hdu::imageValue, file.hdu(0)::imageValue);
  }

  @Override
  public @Nullable String value(String keyword) {
    String here = own.value(keyword);
    return here == null ? primary.value(keyword) : here;
  }
}
