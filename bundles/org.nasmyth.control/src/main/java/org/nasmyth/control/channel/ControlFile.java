// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.control.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Where a server's channel is and what opens it. The file can be read and written by its owner
 * only.
 *
 * @param port the port on the loopback interface
 * @param secret the password of the channel
 * @param pid the server's process
 */
public record ControlFile(int port, String secret, long pid) {

  /**
   * Where the file of a server stands.
   *
   * @param home the server's home
   * @return {@code run/control} in it
   */
  public static Path of(Path home) {
    return home.resolve("run").resolve("control");
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its content, empty if there is none
   * @throws IOException if it cannot be read or holds something else
   */
  public static Optional<ControlFile> read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ControlFile(
              Integer.parseInt(lines.get(0)), lines.get(1), Long.parseLong(lines.get(2))));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException(file + " is damaged: delete it and start the server again", e);
    }
  }

  /**
   * Writes the file, all at once.
   *
   * @param file the file, whose folder is made if need be
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // Not asked of the file store: it is not to be found where the mount table tells nothing, as
    // in a chroot.
    boolean posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Path draft = Files.createTempFile(folder, "control", null, ownerOnly);
    Files.write(draft, List.of(Integer.toString(port), secret, Long.toString(pid)));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
