// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

/**
 * A region together with the frame of its coordinates.
 *
 * @param frame the frame
 * @param region the region
 */
public record FramedRegion(Frame frame, Region region) {
  /**
   * The same region in another frame.
   *
   * @param target the frame wanted
   * @return the region with coordinates of the target frame
   */
  public Region in(Frame target) {
    return frame.to(target, region);
  }
}
