// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;

/** A part of what stretches hold together. */
final class StretchRuns implements Runs {

  private final Runs runs;
  private long before;
  private long left;
  private long skipped;
  private long length;

  /**
   * A part.
   *
   * @param runs before the first of them
   * @param from how many bytes are left out
   * @param count how many bytes follow at most
   */
  StretchRuns(Runs runs, long from, long count) {
    this.runs = runs;
    this.before = from - runs.skip(from);
    this.left = count;
  }

  @Override
  public boolean next() throws IOException {
    while (left > 0 && runs.next()) {
      if (before < runs.length()) {
        skipped = before;
        length = Math.min(left, runs.length() - before);
        before = 0;
        left -= length;
        return true;
      }
      before -= runs.length();
    }
    return false;
  }

  @Override
  public long position() {
    return runs.position() + skipped;
  }

  @Override
  public long length() {
    return length;
  }
}
