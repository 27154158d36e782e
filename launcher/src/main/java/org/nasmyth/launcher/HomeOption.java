// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that all commands share. */
final class HomeOption {
  /** The system property by which the start script tells the default. */
  private static final String DEFAULT = "nasmyth.home";

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "The server's folder: configuration, data, plugins. Default: var in a checkout, else where"
              + " Nasmyth was unpacked.")
  private @Nullable Path path;

  Home home() throws LaunchException {
    if (path != null) {
      return Home.of(path);
    }
    String standard = System.getProperty(DEFAULT);
    if (standard == null) {
      throw new LaunchException("start Nasmyth by its script, or give --home");
    }
    return Home.of(Path.of(standard));
  }
}
