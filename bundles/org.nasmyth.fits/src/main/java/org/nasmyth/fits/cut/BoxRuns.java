// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.util.ArrayList;
import java.util.List;
import org.nasmyth.fits.Box;

/** The stretches of an image that lie in a box, as long as they can be: whole planes are one. */
final class BoxRuns implements Runs {

  private final long length;
  private final long[] counts;
  private final long[] strides;
  private final long[] at;
  private long position;
  private boolean begun;

  BoxRuns(long dataPosition, int elementSize, List<Long> axes, Box box) {
    List<Long> outerCounts = new ArrayList<>();
    List<Long> outerStrides = new ArrayList<>();
    long stride = elementSize;
    long run = elementSize;
    long start = dataPosition;
    boolean whole = true;
    for (int i = 0; i < axes.size(); i++) {
      long count = box.axis(i).length();
      start += (box.axis(i).first() - 1) * stride;
      if (whole) {
        run = count * stride;
        whole = count == axes.get(i);
      } else if (count > 1) {
        outerCounts.add(count);
        outerStrides.add(stride);
      }
      stride *= axes.get(i);
    }
    length = run;
    position = start;
    counts = outerCounts.stream().mapToLong(Long::longValue).toArray();
    strides = outerStrides.stream().mapToLong(Long::longValue).toArray();
    at = new long[counts.length];
  }

  @Override
  public boolean next() {
    if (!begun) {
      begun = true;
      return true;
    }
    for (int i = 0; i < at.length; i++) {
      position += strides[i];
      if (++at[i] < counts[i]) {
        return true;
      }
      position -= strides[i] * counts[i];
      at[i] = 0;
    }
    return false;
  }

  @Override
  public long skip(long bytes) {
    long run = bytes / length;
    long skipped = run * length;
    for (int i = 0; i < at.length; i++) {
      at[i] = run % counts[i];
      position += at[i] * strides[i];
      run /= counts[i];
    }
    return skipped;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public long length() {
    return length;
  }
}
