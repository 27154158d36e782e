// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

/** An HDU holds what may be spectra, but not one that is drawn. The message is for the user. */
final class UndrawableException extends Exception {

  private static final long serialVersionUID = 1L;

  UndrawableException(String reason) {
    super(reason);
  }
}
