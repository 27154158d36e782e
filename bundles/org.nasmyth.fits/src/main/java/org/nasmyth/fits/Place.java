// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import org.jspecify.annotations.Nullable;

/**
 * Where in a file something is wrong.
 *
 * @param source name of the file
 * @param hdu number of the HDU, 0 for the primary one; -1 if that is not known
 * @param position byte in the file, from 0; -1 if it is not one place
 * @param card the header card as it is written, null if it is none
 */
public record Place(String source, int hdu, long position, @Nullable String card) {

  /**
   * A byte of a file.
   *
   * @param source name of the file
   * @param position from 0
   */
  public static Place of(String source, long position) {
    return new Place(source, -1, position, null);
  }

  /**
   * The same place, told with a header card.
   *
   * @param text the card
   */
  public Place withCard(String text) {
    return new Place(source, hdu, position, text);
  }

  /** Such as {@code cube.fits, HDU 1, byte 2880, card "NAXIS = x"}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(source);
    if (hdu >= 0) {
      text.append(", HDU ").append(hdu);
    }
    if (position >= 0) {
      text.append(", byte ").append(position);
    }
    if (card != null) {
      text.append(", card \"").append(printable(card)).append('"');
    }
    return text.toString();
  }

  private static String printable(String card) {
    return card.stripTrailing().replaceAll("[^ -~]", "?");
  }
}
