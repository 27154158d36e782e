// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

/** The compressed bytes of a tile: a stretch of an array. */
final class Compressed {

  private final byte[] bytes;
  private final int start;
  private final int length;

  /**
   * A stretch.
   *
   * @param bytes hold it; not copied
   * @param start its first
   * @param length how many there are
   */
  Compressed(byte[] bytes, int start, int length) {
    this.bytes = bytes;
    this.start = start;
    this.length = length;
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }

  int end() {
    return start + length;
  }
}
