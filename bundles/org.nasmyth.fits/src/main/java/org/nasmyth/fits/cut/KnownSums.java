// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Sums of whole megabytes of files that were added up before, so that a second cut of the same
 * planes need not go through them first. Four bytes for each of them, for a million of them at
 * most; files that were not asked for longest are forgotten first. Safe for several threads.
 */
final class KnownSums {

  /** Bytes of a block; the first one begins with the file. */
  static final long BLOCK = 1 << 20;

  private static final int MOST = 1 << 20;

  private final Map<String, OfFile> files = new LinkedHashMap<>(16, 0.75f, true);
  private long blocks;

  private static final class OfFile {

    private final int[] sums;
    private final BitSet known = new BitSet();

    OfFile(int count) {
      sums = new int[count];
    }
  }

  /**
   * The sum of a block.
   *
   * @param file its source's identity
   * @param block from 0
   */
  synchronized OptionalLong of(String file, long block) {
    OfFile sums = files.get(file);
    return sums != null && block < sums.sums.length && sums.known.get((int) block)
        ? OptionalLong.of(sums.sums[(int) block] & 0xFFFFFFFFL)
        : OptionalLong.empty();
  }

  /**
   * Remembers the sum of a block.
   *
   * @param file its source's identity
   * @param size of the file
   * @param block from 0
   */
  synchronized void remember(String file, long size, long block, long sum) {
    long count = size / BLOCK;
    if (block >= count || count > MOST / 4) {
      return;
    }
    OfFile sums = files.get(file);
    if (sums == null) {
      sums = new OfFile((int) count);
      files.put(file, sums);
      blocks += count;
      Iterator<OfFile> oldest = files.values().iterator();
      while (blocks > MOST) {
        blocks -= oldest.next().sums.length;
        oldest.remove();
      }
    }
    sums.sums[(int) block] = (int) sum;
    sums.known.set((int) block);
  }
}
