// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Calls a command that a plugin has added. */
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    description = "Calls a command that a plugin has added; options for it stand behind --.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call
final class CallCommand implements Callable<Integer> {
  @Mixin private HomeOption home;

  @Parameters(index = "0", paramLabel = "NAME", description = "The command.")
  private String name;

  @Parameters(index = "1..*", paramLabel = "ARG", description = "Its arguments.")
  private List<String> args = new ArrayList<>();

  @Override
  public Integer call() throws LaunchException, IOException, InterruptedException {
    return new Caller(home.home(), Terminal.ofThisProcess())
        .call(Installation.ofThisProcess(), "demo", name, args);
  }
}
