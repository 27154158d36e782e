// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The distribution, unpacked from the archive that people download, and a home with the sample
 * archive from which servers under test get copies, so that it is made once only.
 *
 * @param folder the unpacked distribution
 * @param template the home to copy
 */
public record Distribution(Path folder, Path template) {

  /** Unpacks the distribution and makes the template, unless both are of this build already. */
  public static Distribution unpacked() throws IOException {
    Checkout checkout = Checkout.here();
    Path archive = checkout.archive();
    Path unpacked = checkout.testFolder().resolve("distribution");
    Path template = checkout.testFolder().resolve("template");
    if (!Files.isDirectory(template)
        || Files.getLastModifiedTime(unpacked).compareTo(Files.getLastModifiedTime(archive)) < 0) {
      Home.delete(template);
      Home.delete(unpacked);
      Files.createDirectories(unpacked);
      unpack(archive, unpacked);
      Distribution fresh = new Distribution(onlyChild(unpacked), template);
      RunningServer.start(fresh.folder, template, Jdk.current()).close();
    }
    return new Distribution(onlyChild(unpacked), template);
  }

  /**
   * Starts a server on a home of its own that holds the sample archive.
   *
   * @param name of the home; one of that name is deleted first
   * @param options more options of the launcher's {@code run}
   */
  public RunningServer start(String name, Jdk jdk, String... options) throws IOException {
    Path home = Home.copy(template, template.resolveSibling(name));
    return RunningServer.start(folder, home, jdk, options);
  }

  private static void unpack(Path archive, Path into) throws IOException {
    ProcessBuilder tar =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", into.toString());
    Finished finished = Finished.run(tar, Duration.ofMinutes(2));
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
