// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results.parquet;

/**
 * The levels that tell which values are there and where an array begins, as runs of equal ones
 * (Parquet's RLE encoding, of which runs are one half). Levels are below 256. Used by one thread.
 */
final class LevelRuns {

  private final LittleEndian runs = new LittleEndian();
  private int level;
  private int count;

  /** Adds a level some times. */
  void add(int next, int times) {
    if (next != level) {
      endRun();
      level = next;
    }
    count += times;
  }

  /** Puts all of them behind their length and forgets them. */
  void moveTo(LittleEndian target) {
    endRun();
    target.put(runs.size());
    target.put(runs);
    runs.clear();
  }

  /** How many bytes they take, roughly. */
  int size() {
    return runs.size();
  }

  private void endRun() {
    if (count > 0) {
      runs.putVariable((long) count << 1);
      runs.put((byte) level);
      count = 0;
    }
  }
}
