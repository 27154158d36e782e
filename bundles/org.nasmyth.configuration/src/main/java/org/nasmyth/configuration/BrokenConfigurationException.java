// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.configuration;

import java.nio.file.Path;

/** A configuration file that cannot be used. The message says which, where in it, and why. */
public final class BrokenConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Tells where a file is broken.
   *
   * @param file the file
   * @param line the line, from 1; 0 if no line is to blame
   * @param column the column, from 1; 0 if no line is to blame
   * @param reason what is wrong there, in words
   * @param cause what the reader said
   */
  public BrokenConfigurationException(
      Path file, long line, long column, String reason, Throwable cause) {
    super(file + (line > 0 ? ", line " + line + ", column " + column : "") + ": " + reason, cause);
  }
}
