// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

/** Undoes a compression that makes bytes of whole numbers, section 10.4. */
interface Codec {

  /**
   * Decodes the first pixels of a tile.
   *
   * @param tile its bytes
   * @param pixels of the whole tile
   * @param values takes the pixels
   * @param wanted how many of them are wanted, from the first on
   * @throws MalformedTileException if the bytes are none of this compression
   */
  void decode(Compressed tile, int pixels, int[] values, int wanted) throws MalformedTileException;
}
