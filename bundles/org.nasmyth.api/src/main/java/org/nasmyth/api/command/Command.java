// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.command;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One administration command, registered as an OSGi service.
 *
 * <p>A command runs inside the server that it administers: in the running one if there is one, else
 * in a framework that the launcher starts for it. It must be safe for use by several threads, since
 * two operators may run it at the same time.
 */
@ConsumerType
public interface Command {

  /** The command did what it was asked to do. */
  int OK = 0;

  /** The command failed; {@link CommandIo#error} has told why. */
  int FAILED = 1;

  /** The arguments were wrong; {@link CommandIo#error} has told which and what is expected. */
  int USAGE = 2;

  /**
   * The word after {@code nasmyth} that calls this command.
   *
   * @return lower-case letters, digits and hyphens; constant, unique among all commands
   */
  String name();

  /**
   * What the command does, for the list of commands.
   *
   * @return one line without a full stop
   */
  String summary();

  /**
   * Runs the command to its end.
   *
   * <p>When the caller gives up, {@link CommandIo#cancelled} turns true and the calling thread is
   * interrupted; the command then leaves everything as it found it and returns soon.
   *
   * @param args the words after the command's name, in order, unchangeable
   * @param io where output and progress go; valid during this call only
   * @return {@link #OK}, {@link #FAILED}, {@link #USAGE} or another exit status from 3 to 125
   * @throws InterruptedException if the caller gave up while the command was waiting
   */
  int run(List<String> args, CommandIo io) throws InterruptedException;
}
