// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Data that lie beside the checkout, where they do. */
final class Shared {

  private Shared() {}

  /**
   * The files of a shared folder by their ending, sorted; none, and a remark, where it is absent.
   */
  static List<Path> files(String name, String ending) throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve("shared").resolve(name))) {
      root = root.getParent();
    }
    if (root == null) {
      System.out.println("Skipped: there is no folder shared/" + name + " beside the checkout.");
      return List.of();
    }
    try (Stream<Path> files = Files.list(root.resolve("shared").resolve(name))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
