// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the plugins. */
@Command(
    name = "plugins",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the plugins, the services that they provide and who uses them.",
      "A plugin whose needs are not met is told with the reason."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call
final class PluginsCommand implements Callable<Integer> {
  @Mixin private HomeOption home;

  @Override
  public Integer call() throws LaunchException, IOException, InterruptedException {
    return new Caller(home.home(), Terminal.ofThisProcess())
        .call(Installation.ofThisProcess(), "demo", "plugins", List.of());
  }
}
