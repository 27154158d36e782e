// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

/**
 * A header whose world coordinates are missing, contradictory or not to be had; the message names
 * keyword and value.
 */
public final class WcsException extends IllegalArgumentException {
  /**
   * Makes an exception.
   *
   * @param message what is wrong: keyword, value, reason
   */
  public WcsException(String message) {
    super(message);
  }

  /**
   * Makes an exception.
   *
   * @param message what is wrong: keyword, value, reason
   * @param cause what it was noticed by
   */
  public WcsException(String message, Throwable cause) {
    super(message, cause);
  }
}
