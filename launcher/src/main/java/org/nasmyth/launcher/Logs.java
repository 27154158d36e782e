// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.LogManager;

/** Sets up java.util.logging, where all of the server's libraries log to. */
final class Logs {
  private static final String STANDARD = "logging.properties";

  private Logs() {}

  /** Takes the settings of a file or, if it is not there, the standard ones. */
  static void start(Path settings) throws LaunchException {
    try (InputStream in =
        Files.exists(settings)
            ? Files.newInputStream(settings)
            : Objects.requireNonNull(Logs.class.getResourceAsStream(STANDARD))) {
      LogManager.getLogManager().readConfiguration(in);
    } catch (IOException e) {
      throw new LaunchException("cannot read " + settings + ": " + e.getMessage(), e);
    }
  }
}
