// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;

/** One HDU of a cut. */
sealed interface Part permits VerbatimPart, ChangedPart {

  /** Bytes with those that fill its last block. */
  long length();

  /** Writes them. */
  void writeTo(Output output) throws IOException;
}
