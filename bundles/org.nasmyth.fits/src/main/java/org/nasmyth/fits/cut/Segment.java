// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.util.List;

/**
 * Bytes of a table's row that are kept.
 *
 * @param offset in the row
 * @param length at least 1
 */
record Segment(long offset, long length) {

  static long total(List<Segment> segments) {
    return segments.stream().mapToLong(Segment::length).sum();
  }

  /** Appends bytes, to the last segment where they follow it. */
  static void append(List<Segment> segments, long offset, long length) {
    if (length <= 0) {
      return;
    }
    int last = segments.size() - 1;
    if (last >= 0 && segments.get(last).offset() + segments.get(last).length() == offset) {
      segments.set(
          last, new Segment(segments.get(last).offset(), segments.get(last).length() + length));
    } else {
      segments.add(new Segment(offset, length));
    }
  }
}
