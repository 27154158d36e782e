// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;

/** A cut was cancelled before its last byte was written. */
public final class CancelledException extends IOException {

  private static final long serialVersionUID = 1L;

  CancelledException(long written, long length) {
    super("Cancelled after %d of %d bytes.".formatted(written, length));
  }
}
