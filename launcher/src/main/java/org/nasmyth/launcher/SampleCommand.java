// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the sample archive. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = "Makes the simulated sample archive. The first run of the demo does so itself.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call
final class SampleCommand implements Callable<Integer> {
  @Mixin private HomeOption home;

  @Option(names = "--replace", description = "Makes it anew if it is there already.")
  private boolean replace;

  @Override
  public Integer call() throws LaunchException, IOException, InterruptedException {
    return new Caller(home.home(), Terminal.ofThisProcess())
        .call(
            Installation.ofThisProcess(),
            "demo",
            "sample",
            replace ? List.of("--replace") : List.of());
  }
}
