// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.nasmyth.api.cutout.Cutout;
import org.nasmyth.api.database.Cancellation;
import org.nasmyth.fits.cut.Cut;

/**
 * A piece of a FITS file.
 *
 * @param cut the piece
 * @param fileName what it is called
 * @param cancellation ends the writing
 * @param source what it is cut from
 */
record FitsCutout(Cut cut, String fileName, Cancellation cancellation, SourceToCut source)
    implements Cutout {

  @Override
  public String contentType() {
    return "application/fits";
  }

  @Override
  public long length() {
    return cut.length();
  }

  @Override
  public void writeTo(WritableByteChannel out) throws IOException {
    source.open();
    try {
      cut.writeTo(out, cancellation::isCancelled);
    } finally {
      source.close();
    }
  }
}
