// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds, changes, lists and removes accounts. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    description = {
      "Adds, changes, lists and removes the archive's own accounts:",
      "  user add NAME [GROUP...]      adds an account",
      "  user password NAME            gives it another password; its tokens end",
      "  user grant NAME GROUP...      adds it to groups",
      "  user revoke NAME GROUP...     takes it out of groups",
      "  user list                     lists all accounts",
      "  user remove NAME              removes an account; its tokens end",
      "Passwords are asked for, or read from standard input: one line."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls call
final class UserCommand implements Callable<Integer> {
  @Mixin private HomeOption home;

  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description = "add, password, grant, revoke, list or remove.")
  private String action;

  @Parameters(index = "1..*", paramLabel = "NAME", description = "The account, then groups.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() throws LaunchException, IOException, InterruptedException {
    List<String> args = new ArrayList<>(List.of(action));
    args.addAll(names);
    return new Caller(home.home(), Terminal.ofThisProcess())
        .call(Installation.ofThisProcess(), "demo", "user", args);
  }
}
