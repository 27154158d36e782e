// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.results;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A format cannot hold a result: it has too many columns, or more bytes than may be kept aside. The
 * message is for the user and says what to do.
 */
public final class UnwritableResultException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure with a message for the user.
   *
   * @param cause for the log; null where the result itself is the reason
   */
  public UnwritableResultException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
