// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import org.nasmyth.fits.Hdu;

/** All data of an HDU. */
final class WholeRuns implements Runs {

  private final Hdu hdu;
  private boolean begun;

  WholeRuns(Hdu hdu) {
    this.hdu = hdu;
  }

  @Override
  public boolean next() {
    boolean first = !begun && hdu.dataLength() > 0;
    begun = true;
    return first;
  }

  @Override
  public long position() {
    return hdu.dataPosition();
  }

  @Override
  public long length() {
    return hdu.dataLength();
  }
}
