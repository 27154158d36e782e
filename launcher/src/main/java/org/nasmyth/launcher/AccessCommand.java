// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says who may see what. */
@Command(
    name = "access",
    mixinStandardHelpOptions = true,
    description = "Says who may see what.",
    subcommands = AccessCommand.Explain.class,
    synopsisSubcommandLabel = "COMMAND")
final class AccessCommand {

  /** Says why a user may or may not have a product. */
  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description =
          "Says why a user may or may not see the metadata and have the data of a product.")
  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call
  static final class Explain implements Callable<Integer> {
    @Mixin private HomeOption home;

    @Option(
        names = "--group",
        paramLabel = "GROUP",
        description = "A group that the identity provider vouches for; can be given repeatedly.")
    private List<String> groups = new ArrayList<>();

    @Parameters(index = "0", paramLabel = "USER", description = "The account; - for nobody.")
    private String user;

    @Parameters(index = "1", paramLabel = "ID", description = "The identifier of the product.")
    private String id;

    @Override
    public Integer call() throws LaunchException, IOException, InterruptedException {
      List<String> args = new ArrayList<>(List.of("explain", user, id));
      for (String group : groups) {
        args.add("--group");
        args.add(group);
      }
      return new Caller(home.home(), Terminal.ofThisProcess())
          .call(Installation.ofThisProcess(), "demo", "access", args);
    }
  }
}
