// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.load;

import org.jspecify.annotations.Nullable;

/** A file cannot be loaded; the message names the file and says what to do. */
final class LoadException extends Exception {

  private static final long serialVersionUID = 1L;

  LoadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
