// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

/**
 * An image whose pixels tell how much an image's pixel coordinates are off: an extension WCSDVARR
 * or D2IMARR. Immutable.
 */
public final class LookupImage {
  private final Cards cards;
  private final double[] values;

  /**
   * Makes an image.
   *
   * @param cards its header
   * @param values its pixels, the first axis running fastest; copied
   */
  public LookupImage(Cards cards, double[] values) {
    this.cards = cards;
    this.values = values.clone();
  }

  /** Its header. */
  public Cards cards() {
    return cards;
  }

  /** Its pixels, the first axis running fastest; a new array. */
  public double[] values() {
    return values.clone();
  }
}
