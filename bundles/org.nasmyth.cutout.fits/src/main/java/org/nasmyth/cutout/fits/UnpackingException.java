// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;

/** A packed file cannot be unpacked. The message is for the user. */
final class UnpackingException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  enum Reason {
    /** There is more in it than is unpacked. */
    TOO_LARGE,
    /** It is damaged. */
    DAMAGED,
    /** Others need the room that there is. */
    NO_ROOM
  }

  private final Reason reason;

  UnpackingException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
