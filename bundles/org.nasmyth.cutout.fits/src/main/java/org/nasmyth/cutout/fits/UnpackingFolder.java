// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of our own below one that others may use, too. It is made for the first file, and goes
 * with its closing; what processes left that were killed goes when one is made. Safe for several
 * threads.
 */
final class UnpackingFolder implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(UnpackingFolder.class);
  private static final String NAMES = "unpacked-";
  private static final String LOCK = "lock";

  /** One that is younger may not have its lock yet. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private final Path parent;
  private @Nullable Path own;
  private @Nullable FileChannel lock;

  /**
   * Nothing is made yet.
   *
   * @param parent is made if it is not there, and stays
   */
  UnpackingFolder(Path parent) {
    this.parent = parent;
  }

  /**
   * Makes an empty file.
   *
   * @throws IOException if the disk does not let us
   */
  synchronized Path newFile() throws IOException {
    Path here = own;
    if (here == null) {
      Files.createDirectories(parent);
      removeLeftovers();
      here = Files.createTempDirectory(parent, NAMES);
      own = here;
      FileChannel file =
          FileChannel.open(here.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = file;
      file.lock();
    }
    return Files.createTempFile(here, null, ".fits");
  }

  private void removeLeftovers() throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, NAMES + "*")) {
      for (Path folder : folders) {
        try {
          removeUnlessUsed(folder);
        } catch (IOException e) {
          LOG.warn("What a killed process left in {} cannot be removed: {}", folder, e.toString());
        }
      }
    }
  }

  private static void removeUnlessUsed(Path folder) throws IOException {
    Instant changed = Files.getLastModifiedTime(folder).toInstant();
    if (!Files.isDirectory(folder) || changed.isAfter(Instant.now().minus(YOUNG))) {
      return;
    }
    try (FileChannel file =
            FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock unused = file.tryLock()) {
      if (unused != null) {
        remove(folder);
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("{} is used by another engine of this process", folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** Removes the folder with all that is in it; another one is made if a file is wanted then. */
  @Override
  public synchronized void close() throws IOException {
    Path here = own;
    FileChannel held = lock;
    own = null;
    lock = null;
    try {
      if (here != null) {
        remove(here);
      }
    } finally {
      if (held != null) {
        held.close();
      }
    }
  }
}
