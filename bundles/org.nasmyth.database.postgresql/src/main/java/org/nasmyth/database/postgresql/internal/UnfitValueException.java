// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.database.postgresql.internal;

/** A value that its column cannot hold; the message says why, and the caller says where. */
final class UnfitValueException extends Exception {

  private static final long serialVersionUID = 1L;

  UnfitValueException(String message) {
    super(message);
  }
}
