// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sphere;

/**
 * A position or region that cannot exist, such as a negative radius or an outline that crosses
 * itself. The message is a sentence for the person who wrote the region.
 */
public class InvalidRegionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param message a sentence that names the faulty value
   */
  public InvalidRegionException(String message) {
    super(message);
  }

  /**
   * Says what is wrong, and keeps what was thrown first.
   *
   * @param message a sentence that names the faulty value
   * @param cause what was thrown first
   */
  public InvalidRegionException(String message, Throwable cause) {
    super(message, cause);
  }
}
