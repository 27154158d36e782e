// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The distribution, unpacked from the archive that people download, in a folder of its own for
 * these tests.
 *
 * @param folder the unpacked distribution
 */
public record Distribution(Path folder) {

  private static final Duration UNPACK_LIMIT = Duration.ofMinutes(2);

  /** Unpacks the distribution, unless what is there is of this build already. */
  public static Distribution unpacked() throws IOException {
    Checkout checkout = Checkout.here();
    Path archive = checkout.archive();
    Path unpacked = checkout.testFolder().resolve("distribution");
    if (!Files.isDirectory(unpacked)
        || Files.getLastModifiedTime(unpacked).compareTo(Files.getLastModifiedTime(archive)) < 0) {
      Home.delete(checkout.testFolder());
      Files.createDirectories(unpacked);
      unpack(archive, unpacked);
    }
    return new Distribution(onlyChild(unpacked));
  }

  /** A folder beside the distribution for a home, which need not exist. */
  public Path home(String name) {
    return folder.getParent().resolveSibling(name);
  }

  /**
   * Starts a server on a home of its own that holds the sample archive.
   *
   * @param name of the home; one of that name is deleted first
   * @param options more options of the launcher's {@code run}
   */
  public RunningServer start(String name, Jdk jdk, String... options) throws IOException {
    return RunningServer.start(folder, prepare(name), jdk, options);
  }

  /**
   * Makes a home that holds the sample archive.
   *
   * @param name of the home; one of that name is deleted first
   */
  public Path prepare(String name) throws IOException {
    Home.delete(home(name));
    Home.copy(template(), home(name));
    return home(name);
  }

  /** Puts a feature that is not started by itself into the plugins of a home. */
  public void add(String feature, Path home) throws IOException {
    Files.createDirectories(home.resolve("plugins"));
    try (Stream<Path> jars = Files.list(folder.resolve("optional").resolve(feature))) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, home.resolve("plugins").resolve(jar.getFileName()));
      }
    }
  }

  /**
   * Starts a server on a home as it is.
   *
   * @param name of the home
   */
  public RunningServer startAgain(String name, Jdk jdk, String... options) throws IOException {
    return RunningServer.start(folder, home(name), jdk, options);
  }

  /**
   * Runs a command of the launcher on a home that no server uses.
   *
   * @param name of the home
   */
  public Finished command(String name, String... arguments) throws IOException {
    return RunningServer.command(folder, home(name), Jdk.current(), arguments);
  }

  /** A home with the sample archive, which is made once and then copied. */
  private Path template() throws IOException {
    Path template = home("template");
    Path made = home("template.made");
    if (!Files.exists(made)) {
      Home.delete(template);
      RunningServer.start(folder, template, Jdk.current()).close();
      Files.createFile(made);
    }
    return template;
  }

  private static void unpack(Path archive, Path into) throws IOException {
    ProcessBuilder tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", into.toString());
    Finished finished = Finished.run(tar, UNPACK_LIMIT);
    if (finished.exitCode() != 0) {
      throw new IOException(finished.output());
    }
  }

  private static Path onlyChild(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.findFirst().orElseThrow();
    }
  }
}
