// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.nasmyth.control.channel.ControlFile;

/**
 * Keeps a home for this process alone; the operating system lets go of it however a process ends.
 */
final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, or fails if another process has it. */
  static HomeLock take(Home home) throws LaunchException {
    Path file = home.run().resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw inUse(home);
      }
      return new HomeLock(channel);
    } catch (OverlappingFileLockException e) {
      throw new LaunchException("home " + home.root() + " is in use by this process", e);
    } catch (IOException e) {
      throw new LaunchException("cannot lock " + file + ": " + e.getMessage(), e);
    }
  }

  private static LaunchException inUse(Home home) throws IOException {
    Optional<ControlFile> server = ControlFile.read(ControlFile.of(home.root()));
    String who =
        server.map(file -> "the server with process id " + file.pid()).orElse("another server");
    return new LaunchException(
        "home "
            + home.root()
            + " is in use by "
            + who
            + ": stop it, or choose another with --home");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
