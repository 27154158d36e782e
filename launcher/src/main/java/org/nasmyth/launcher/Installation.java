// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that a distribution was unpacked into; it is only read.
 *
 * @param root its absolute path
 */
record Installation(Path root) {

  /** The system property by which the start script tells the folder. */
  private static final String PROPERTY = "nasmyth.installation";

  /**
   * One bundle of the distribution.
   *
   * @param level its start level
   * @param resident whether its classes come from the launcher's class path
   * @param http whether it is only needed to serve HTTP
   * @param jar its absolute path
   */
  record Entry(int level, boolean resident, boolean http, Path jar) {}

  static Installation ofThisProcess() throws LaunchException {
    String root = System.getProperty(PROPERTY);
    if (root == null) {
      throw new LaunchException("start Nasmyth by its script bin/nasmyth");
    }
    return new Installation(Path.of(root).toAbsolutePath().normalize());
  }

  /** The bundles in the order in which they are installed. */
  List<Entry> bundles() throws LaunchException {
    Path list = root.resolve("bundles").resolve("start.list");
    try {
      List<Entry> entries = new ArrayList<>();
      for (String line : Files.readAllLines(list)) {
        String[] fields = line.split(" ", 4);
        entries.add(
            new Entry(
                Integer.parseInt(fields[0]),
                fields[1].equals("resident"),
                fields[2].equals("http"),
                root.resolve(fields[3])));
      }
      return entries;
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new LaunchException("the installation is damaged, cannot read " + list, e);
    }
  }

  /** The folder of a configuration to start a home from. */
  Path configurationSample(String name) throws LaunchException {
    Path samples = root.resolve("config-samples");
    Path sample = samples.resolve(name).normalize();
    if (!sample.startsWith(samples) || !Files.isDirectory(sample)) {
      throw new LaunchException(
          "there is no configuration '"
              + name
              + "'; there are: "
              + String.join(", ", names(samples)));
    }
    return sample;
  }

  /** The jars of a feature that is not started unless it is copied into a home's plugins. */
  List<Path> optional(String feature) throws LaunchException {
    Path folder = root.resolve("optional").resolve(feature);
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new LaunchException("the installation is damaged, cannot read " + folder, e);
    }
  }

  private static List<String> names(Path folder) throws LaunchException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(Files::isDirectory)
          .map(child -> child.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new LaunchException("the installation is damaged, cannot read " + folder, e);
    }
  }
}
