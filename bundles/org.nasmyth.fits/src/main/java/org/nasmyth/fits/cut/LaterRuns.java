// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;

/** Stretches without the first of their bytes. */
final class LaterRuns implements Runs {

  private final Runs runs;
  private long left;
  private long skipped;

  LaterRuns(Runs runs, long skipped) {
    this.runs = runs;
    this.left = skipped;
  }

  @Override
  public boolean next() throws IOException {
    skipped = 0;
    while (runs.next()) {
      if (left < runs.length()) {
        skipped = left;
        left = 0;
        return true;
      }
      left -= runs.length();
    }
    return false;
  }

  @Override
  public long position() {
    return runs.position() + skipped;
  }

  @Override
  public long length() {
    return runs.length() - skipped;
  }
}
