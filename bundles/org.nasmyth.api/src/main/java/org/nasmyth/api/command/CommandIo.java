// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.command;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The caller's terminal, as a {@link Command} sees it. All methods may be called by any thread
 * until the command returns; none throws because the caller has gone away, it is {@linkplain
 * #cancelled cancelled} instead.
 */
@ProviderType
public interface CommandIo {

  /** A total for {@link #progress} when it is not known how much there is to do. */
  long UNKNOWN = -1;

  /**
   * Writes to the caller's standard output.
   *
   * @param text one line, or several divided by line feeds, without the last line feed
   */
  void println(String text);

  /**
   * Writes to the caller's standard error.
   *
   * @param text what was wrong, where, and what to do about it; without the last line feed
   */
  void error(String text);

  /**
   * Tells how far the command has come. May be called as often as convenient: the caller's end
   * draws only what a person can follow.
   *
   * @param label what is being done, a few words such as {@code ivoa.obscore}; a new label starts a
   *     new bar
   * @param done how much has been done, in any unit, 0 or more
   * @param total how much there is to do in the same unit, or {@link #UNKNOWN}
   */
  void progress(String label, long done, long total);

  /**
   * Whether the caller has given up (interrupt key, closed connection, server stopping).
   *
   * @return true from then on
   */
  boolean cancelled();

  /**
   * Resolves a file name that the caller gave, which is relative to the directory that the caller
   * works in and not to the server's.
   *
   * @param file an absolute or relative path as in the arguments
   * @return an absolute, normalised path; it need not exist
   * @throws java.nio.file.InvalidPathException if it cannot be a path
   */
  Path resolve(String file);

  /**
   * Asks the caller for something that must not be shown, such as a password. A person types it
   * without seeing it; else the next line of the caller's standard input is it.
   *
   * @param prompt what is asked for, a few words
   * @return what was answered, without the line's end; empty if nobody answers
   * @throws InterruptedException if the caller gave up instead
   */
  default Optional<String> secret(String prompt) throws InterruptedException {
    return Optional.empty();
  }
}
