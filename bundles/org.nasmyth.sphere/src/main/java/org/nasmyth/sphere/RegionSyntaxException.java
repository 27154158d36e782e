// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

/** A text that is not a region. The message ends with the place; {@link #position} gives it too. */
public final class RegionSyntaxException extends InvalidRegionException {
  private static final long serialVersionUID = 1L;

  private final int position;

  /**
   * Says what is wrong and where.
   *
   * @param message a sentence without its full stop
   * @param position index of the first offending character, from 0
   */
  public RegionSyntaxException(String message, int position) {
    super(message + " (at character " + (position + 1) + ").");
    this.position = position;
  }

  RegionSyntaxException(InvalidRegionException cause, int position) {
    super(cause.getMessage() + " (In the shape at character " + (position + 1) + ".)", cause);
    this.position = position;
  }

  /**
   * Where the text goes wrong.
   *
   * @return index of the first offending character, from 0; the text's length if it ended too soon
   */
  public int position() {
    return position;
  }
}
