// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Homes of servers: folders with data, plugins and configuration. */
public final class Home {

  private Home() {}

  /**
   * Copies a folder with all that it holds to a place where there is nothing.
   *
   * @param original a sample configuration, or the home of a server that does not run
   * @param copy what is made
   */
  public static void copy(Path original, Path copy) throws IOException {
    Files.createDirectories(copy.getParent());
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(original.relativize(file).toString()));
      }
    }
  }

  /** Deletes a folder with all that it holds, if it exists. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
