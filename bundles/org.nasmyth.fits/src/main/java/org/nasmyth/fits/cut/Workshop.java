// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import org.nasmyth.fits.tile.TileMemory;

/**
 * What cuts are made with, shared by any number of them so that many at once need no more than a
 * few: memory, and threads that help. Safe for several threads.
 */
public final class Workshop {

  private final CutMemory memory;
  private final TileMemory tiles;
  private final SpareThreads threads = new SpareThreads();

  /**
   * Nothing is taken and started before it is needed.
   *
   * @param bytes the most memory outside the heap; whole megabytes of it are used
   * @param tileBytes the most memory of the heap for tiles of compressed images; one tile that is
   *     larger than half of it may take more
   */
  public Workshop(int bytes, long tileBytes) {
    this.memory = new CutMemory(bytes);
    this.tiles = new TileMemory(tileBytes);
  }

  CutMemory memory() {
    return memory;
  }

  TileMemory tiles() {
    return tiles;
  }

  SpareThreads threads() {
    return threads;
  }
}
