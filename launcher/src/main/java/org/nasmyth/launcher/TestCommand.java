// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The tests of a checkout. The checkout's script runs them itself, since they need no built
 * launcher; here they are only explained.
 */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description =
        "In a checkout: builds everything and runs the tests; needs a JDK and Maven only.")
final class TestCommand implements Callable<Integer> {
  @Option(
      names = "--conformance",
      description =
          "Also starts the packaged distribution and runs stilts taplint and pyvo against it.")
  private boolean conformance;

  @Override
  public Integer call() throws LaunchException {
    throw new LaunchException(
        "tests"
            + (conformance ? " of conformance" : "")
            + " run in a checkout only: ./nasmyth test");
  }
}
