// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.storage.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.nasmyth.api.storage.PathTemplate;

/**
 * A directory below which files are read, and nothing else: a path that climbs, is absolute, or
 * whose links lead out is one of a file that is not there.
 *
 * @param root as the operator named it; it may be a link itself, and need not be there yet
 */
record DirectoryTree(Path root) {

  /**
   * A file of this tree.
   *
   * @param real its path without links
   * @param attributes its size and time
   */
  record Found(Path real, BasicFileAttributes attributes) {}

  /**
   * Looks for a regular file.
   *
   * @param relative below the root, divided by slashes; may be anything
   * @return empty if it is not there
   * @throws IOException if the file system fails
   */
  Optional<Found> find(String relative) throws IOException {
    if (!PathTemplate.leadsDown(relative)) {
      return Optional.empty();
    }
    try {
      Path realRoot = root.toRealPath();
      Path real = realRoot.resolve(relative).toRealPath();
      if (!real.startsWith(realRoot)) {
        return Optional.empty();
      }
      BasicFileAttributes attributes =
          Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile()
          ? Optional.of(new Found(real, attributes))
          : Optional.empty();
    } catch (NoSuchFileException | InvalidPathException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      // A file where a directory should be, a name that is too long, a ring of links: not there.
      if (e instanceof AccessDeniedException) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
