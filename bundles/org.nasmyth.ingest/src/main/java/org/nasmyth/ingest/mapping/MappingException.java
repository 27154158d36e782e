// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.mapping;

import org.jspecify.annotations.Nullable;

/** A mapping file is wrong, or an expression of it fails; the message says where and why. */
public final class MappingException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With the place, what is wrong, and what told. */
  public MappingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
