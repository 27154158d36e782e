// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sql;

/** Why a database cannot be used. It carries no stack trace: its message is for the operator. */
public final class UnusableDatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A reason.
   *
   * @param message what is wrong and what to do about it
   */
  public UnusableDatabaseException(String message) {
    super(message, null, false, false);
  }
}
