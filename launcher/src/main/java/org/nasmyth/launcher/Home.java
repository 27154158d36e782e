// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nasmyth.configuration.BrokenConfigurationException;
import org.nasmyth.configuration.ConfigurationFile;

/**
 * The folder of one server: its configuration in {@code etc}, its data in {@code data}, its plugins
 * in {@code plugins}, and in {@code run} what lives as long as the server runs.
 *
 * @param root its absolute path
 */
record Home(Path root) {

  private static final String FIRST_RUN = "first-run";
  private static final String OPTIONAL = "optional";

  static Home of(Path path) {
    return new Home(path.toAbsolutePath().normalize());
  }

  Path etc() {
    return root.resolve("etc");
  }

  Path plugins() {
    return root.resolve("plugins");
  }

  Path run() {
    return root.resolve("run");
  }

  Path logging() {
    return etc().resolve("logging.properties");
  }

  /** Makes the folders that are missing, and the configuration of a new home from a sample. */
  void prepare(Installation installation, String configuration) throws LaunchException {
    try {
      for (Path folder : List.of(root, etc(), plugins(), run(), root.resolve("data"))) {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
          throw notWritable(folder, null);
        }
      }
      if (configurations().isEmpty()) {
        copy(installation.configurationSample(configuration));
        addPlugins(installation);
      }
    } catch (IOException e) {
      throw notWritable(root, e);
    }
  }

  /** Fails if a configuration file is broken. */
  void check() throws LaunchException {
    try {
      for (Path file : configurations()) {
        ConfigurationFile.read(file);
      }
    } catch (BrokenConfigurationException e) {
      throw new LaunchException("broken configuration file " + e.getMessage(), e);
    } catch (IOException e) {
      throw new LaunchException("cannot read " + etc() + ": " + e.getMessage(), e);
    }
  }

  /** The commands that are still to be run before the first service is announced. */
  List<String> firstRun() throws LaunchException {
    Path file = root.resolve(FIRST_RUN);
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList()
          : List.of();
    } catch (IOException e) {
      throw new LaunchException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Remembers that the commands of {@link #firstRun} have all succeeded. */
  void firstRunIsDone() throws LaunchException {
    try {
      Files.deleteIfExists(root.resolve(FIRST_RUN));
    } catch (IOException e) {
      throw notWritable(root, e);
    }
  }

  /** Puts in the plugins that a sample configuration needs beside those of every server. */
  private void addPlugins(Installation installation) throws LaunchException, IOException {
    Path list = root.resolve(OPTIONAL);
    if (!Files.exists(list)) {
      return;
    }
    for (String feature : Files.readAllLines(list)) {
      for (Path jar :
          feature.isBlank() ? List.<Path>of() : installation.optional(feature.strip())) {
        Files.copy(jar, plugins().resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.delete(list);
  }

  private List<Path> configurations() throws IOException {
    try (Stream<Path> files = Files.list(etc())) {
      return files.filter(ConfigurationFile::isOne).sorted().toList();
    }
  }

  private void copy(Path sample) throws IOException {
    try (Stream<Path> files = Files.walk(sample)) {
      for (Path file : files.toList()) {
        Path target = root.resolve(sample.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!Files.exists(target)) {
          Files.copy(file, target);
        }
      }
    }
  }

  private static LaunchException notWritable(Path folder, @Nullable IOException cause) {
    return new LaunchException(
        "cannot write to " + folder + ": choose another home with --home, or change its owner",
        cause);
  }
}
