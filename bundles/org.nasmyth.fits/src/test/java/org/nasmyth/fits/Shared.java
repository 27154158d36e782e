// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of data beside the checkout, where there is one. */
public final class Shared {

  private Shared() {}

  /** The public FITS files, none if the folder is not there, which is printed. */
  public static List<Path> samples() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null
        && !Files.exists(folder.resolve("nasmyth"))
        && !Files.exists(folder.resolve(".git"))) {
      folder = folder.getParent();
    }
    Path samples =
        folder == null ? Path.of("none") : folder.resolveSibling("shared").resolve("fits-samples");
    if (!Files.isDirectory(samples)) {
      System.out.println("Skipped: no folder ../shared/fits-samples beside the checkout.");
      return List.of();
    }
    try (Stream<Path> files = Files.list(samples)) {
      return files.filter(file -> file.toString().endsWith(".fits")).sorted().toList();
    }
  }
}
