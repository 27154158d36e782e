// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import org.nasmyth.fits.ByteSource;

/**
 * The FITS file that a piece is cut from. It is opened to be planned with and once more to be
 * written, because nobody tells a piece that it is not wanted any more. Used by one request.
 */
interface SourceToCut extends ByteSource {

  /** Makes it readable until it is closed. */
  void open() throws IOException;
}
