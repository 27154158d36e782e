// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's top. */
@Command(
    name = "nasmyth",
    description = "Serves an observatory's archive by the protocols of the Virtual Observatory.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "Nasmyth 0.1.0-SNAPSHOT",
    subcommands = {
      RunCommand.class,
      LoadCommand.class,
      IngestCommand.class,
      SampleCommand.class,
      UserCommand.class,
      PluginsCommand.class,
      AdqlCommand.class,
      AccessCommand.class,
      CallCommand.class,
      TestCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "'nasmyth COMMAND --help' explains a command.",
      "The environment variable JAVA_OPTS adds options to the Java virtual machine's, such as -Xmx4g for a heap that "
          + "may grow beyond 1 GB."
    })
public final class Nasmyth {
  private Nasmyth() {}

  /**
   * Runs the command line and ends the process: with 0 if all went well, 1 if something failed, 2
   * if the command line is wrong.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, with failures told in one line. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Nasmyth());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof LaunchException) {
            command.getErr().println("nasmyth: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw failure;
        });
    line.setUsageHelpAutoWidth(true);
    return line;
  }
}
