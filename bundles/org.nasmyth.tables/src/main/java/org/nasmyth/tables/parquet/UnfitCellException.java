// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.tables.parquet;

import java.io.IOException;

/** A value cannot be held by any column of an archive; the message says what it is. */
final class UnfitCellException extends IOException {

  private static final long serialVersionUID = 1L;

  UnfitCellException(String message) {
    super(message);
  }
}
