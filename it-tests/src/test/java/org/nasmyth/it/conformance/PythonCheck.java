// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nasmyth.it.server.Checkout;
import org.nasmyth.it.server.Finished;
import org.nasmyth.it.server.RunningServer;

/**
 * Scripts in {@code src/test/python} that drive Debian's pyvo against a server. What they share is
 * told in {@code nasmyth_check.py} there.
 */
final class PythonCheck {

  private static final Path SYSTEM_PYTHON = Path.of("/usr/bin/python3");
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int SKIPPED = 77;

  private PythonCheck() {}

  /** The folder of the scripts. */
  static Path folder() {
    return Checkout.here().root().resolve("it-tests/src/test/python");
  }

  /**
   * Runs a script; a check that fails becomes a failed assertion, a skipped one an aborted test.
   *
   * @param script below {@link #folder}
   */
  static void run(RunningServer server, String script, String... arguments) throws IOException {
    assertThat(Files.isExecutable(SYSTEM_PYTHON))
        .as("Debian's Python is needed: apt-get install python3-pyvo")
        .isTrue();
    List<String> command = new ArrayList<>();
    command.add(SYSTEM_PYTHON.toString());
    command.add("-B");
    command.add(folder().resolve(script).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("NASMYTH_BASE", server.base().toString());
    builder.environment().put("PYTHONPATH", folder().toString());
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Finished finished = Finished.run(builder, LIMIT);
    System.out.println(script + " " + String.join(" ", arguments) + "\n" + finished.output());
    if (finished.exitCode() == SKIPPED) {
      abort(finished.output());
    }
    assertThat(finished.exitCode()).as(finished.output()).isZero();
  }
}
