// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The directories that the archive's storage reads files below, in its order. Immutable.
 *
 * @param roots absolute, without links
 */
record StorageRoots(List<Path> roots) {

  StorageRoots {
    roots = List.copyOf(roots);
  }

  /** Those of some directories that are there. */
  static StorageRoots of(List<Path> directories) throws IOException {
    List<Path> real = new ArrayList<>();
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        real.add(directory.toRealPath());
      }
    }
    return new StorageRoots(real);
  }

  /** Whether files in a directory can be served. */
  boolean holds(Path file) {
    return roots.stream().anyMatch(file::startsWith);
  }

  /**
   * The path of a file below its root, divided by slashes.
   *
   * @param file absolute, without links
   * @return empty if it is below none, or another root has a file with that path, which the storage
   *     would read in its place
   */
  Optional<String> relative(Path file) {
    for (Path root : roots) {
      if (file.startsWith(root)) {
        Path below = root.relativize(file);
        String path = text(below);
        return find(path).filter(file::equals).map(found -> path);
      }
    }
    return Optional.empty();
  }

  private static String text(Path relative) {
    List<String> names = new ArrayList<>();
    relative.forEach(name -> names.add(name.toString()));
    return names.stream().collect(Collectors.joining("/"));
  }

  /** The file that the storage reads for a path. */
  Optional<Path> find(String path) {
    for (Path root : roots) {
      Path file = root.resolve(path);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return roots.stream().map(Path::toString).collect(Collectors.joining(", "));
  }
}
