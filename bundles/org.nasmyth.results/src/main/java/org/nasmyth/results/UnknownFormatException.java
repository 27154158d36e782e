// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.results;

/** No installed format has the requested name. The message is for the user. */
public final class UnknownFormatException extends Exception {

  private static final long serialVersionUID = 1L;

  /** A failure with a message that says what there is. */
  public UnknownFormatException(String message) {
    super(message);
  }
}
