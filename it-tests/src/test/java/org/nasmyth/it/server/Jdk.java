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

  /**
   * The one that runs the tests, and a JDK 25 where there is one: in the folder that the property
   * {@code jdk25} names, or where Debian's packages put it.
   */
  public static List<Jdk> all() {
    List<Jdk> all = new ArrayList<>(List.of(current()));
    if (Runtime.version().feature() < 25) {
      String named = System.getProperty("jdk25", "");
      if (!named.isEmpty()) {
        all.add(new Jdk("JDK 25", Path.of(named)));
      } else {
        installed("*25*").stream().limit(1).forEach(home -> all.add(new Jdk("JDK 25", home)));
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<Path> installed(String glob) {
    if (!Files.isDirectory(INSTALLED)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> matches = Files.newDirectoryStream(INSTALLED, glob)) {
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
