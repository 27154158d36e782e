// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fetch;

import org.jspecify.annotations.Nullable;

/** An address cannot be fetched from; the message is for whoever gave it. */
public final class FetchException extends Exception {

  private static final long serialVersionUID = 1L;

  FetchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
