// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
  private static final String DATABASES = "org.nasmyth.database.";

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

  /**
   * Gives a home that was made before there was some feature the configuration of it.
   *
   * @param file is copied if the home has none of its name
   * @param needs PIDs of what the feature cannot do without
   * @param whole the folder of a configuration that has all of it
   * @return whether it was missing; not in a home that has no configuration at all
   * @throws LaunchException if something that it needs is missing, too, naming what to copy
   */
  boolean complete(Path file, Set<String> needs, Path whole) throws LaunchException {
    Path target = etc().resolve(file.getFileName().toString());
    try {
      if (!Files.isDirectory(etc()) || configurations().isEmpty() || Files.exists(target)) {
        return false;
      }
      Set<String> present = new HashSet<>();
      configurations().forEach(path -> present.add(ConfigurationFile.pid(path)));
      if (present.containsAll(needs)) {
        Files.copy(file, target);
        return true;
      }
      throw new LaunchException(
          "the configuration of %s lacks what this needs: copy %s from %s to %s, and look through them"
              .formatted(root, missing(whole, present), whole, etc()),
          null);
    } catch (IOException e) {
      throw notWritable(etc(), e);
    }
  }

  /** Of databases it has one, which may be another than a sample's. */
  private static String missing(Path whole, Set<String> present) throws IOException {
    try (Stream<Path> files = Files.list(whole)) {
      return files
          .filter(path -> !present.contains(ConfigurationFile.pid(path)))
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith(DATABASES))
          .sorted()
          .collect(Collectors.joining(", "));
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
