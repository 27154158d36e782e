// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import org.jspecify.annotations.Nullable;

/** Why a server cannot start or a command cannot run: one line that says what to do about it. */
final class LaunchException extends Exception {
  private static final long serialVersionUID = 1L;

  LaunchException(String message) {
    super(message);
  }

  LaunchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
