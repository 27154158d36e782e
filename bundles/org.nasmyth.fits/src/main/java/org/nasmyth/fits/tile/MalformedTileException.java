// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.tile;

/** The bytes of a tile are not what their compression makes. */
final class MalformedTileException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedTileException(String message) {
    super(message);
  }

  MalformedTileException(String message, Throwable cause) {
    super(message, cause);
  }
}
