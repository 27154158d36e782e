// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java that servers are started with.
 *
 * @param name for people
 * @param home what JAVA_HOME is to be
 */
public record Jdk(String name, Path home) {

  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  /** The one that runs the tests. */
  public static Jdk current() {
    return new Jdk("JDK " + Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /** Whether {@link #jdk25} finds one, and it is not the one that runs the tests. */
  public static boolean has25() {
    return Runtime.version().feature() < 25 && !homesOf25().isEmpty();
  }

  /**
   * A JDK 25: the one in the folder that the property {@code jdk25} names, or where Debian's
   * packages put it.
   */
  public static Jdk jdk25() {
    return new Jdk("JDK 25", homesOf25().get(0));
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<Path> homesOf25() {
    String named = System.getProperty("jdk25", "");
    if (!named.isEmpty()) {
      return List.of(Path.of(named));
    }
    if (!Files.isDirectory(INSTALLED)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> matches = Files.newDirectoryStream(INSTALLED, "*25*")) {
      for (Path home : matches) {
        if (Files.isExecutable(home.resolve("bin").resolve("java"))) {
          found.add(home);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return found;
  }
}
