// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

/** A value that its column cannot hold; the message says why, and the caller says where. */
public final class UnfitValueException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * A complaint.
   *
   * @param message what is wrong with the value, as the end of a sentence
   */
  public UnfitValueException(String message) {
    super(message);
  }
}
