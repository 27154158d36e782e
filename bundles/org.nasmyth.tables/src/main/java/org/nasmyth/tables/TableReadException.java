// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables;

import org.jspecify.annotations.Nullable;

/** A file cannot be read as a table; the message names the file and says what to do. */
public final class TableReadException extends Exception {

  private static final long serialVersionUID = 1L;

  TableReadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
