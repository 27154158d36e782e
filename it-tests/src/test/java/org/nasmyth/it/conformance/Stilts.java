// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nasmyth.it.server.Finished;

/** Debian's stilts. */
final class Stilts {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private Stilts() {}

  /** Runs a task of stilts to its end. */
  static Finished run(String... arguments) throws IOException {
    assertThat(Finished.isInstalled("stilts")).as("needed: apt-get install stilts").isTrue();
    List<String> command = new ArrayList<>(List.of("stilts"));
    command.addAll(List.of(arguments));
    return Finished.run(new ProcessBuilder(command), LIMIT);
  }
}
