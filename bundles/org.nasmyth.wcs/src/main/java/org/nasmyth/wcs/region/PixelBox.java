// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs.region;

import org.nasmyth.wcs.PixelRange;

/**
 * A rectangle of pixels on the plane of two pixel axes.
 *
 * @param first along the first axis of the plane
 * @param second along the second axis of the plane
 */
public record PixelBox(PixelRange first, PixelRange second) {
  /** The smallest box that holds this one and another. */
  public PixelBox with(PixelBox other) {
    return new PixelBox(first.with(other.first), second.with(other.second));
  }
}
