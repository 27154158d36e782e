// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/**
 * A file of JSON that only the server's own account may read. It is written as a whole or not at
 * all.
 *
 * @param path where it is
 */
record PrivateFile(Path path) {

  /** The content, empty if there is no file. */
  Optional<Map<String, Object>> read() throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSONObjectUtils.parse(Files.readString(path)));
    } catch (ParseException e) {
      // The parser's message may repeat what stands there.
      throw new IOException(path + " is no JSON");
    }
  }

  void write(Map<String, Object> content) throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Path next = path.resolveSibling(path.getFileName() + ".next");
    Files.deleteIfExists(next);
    boolean posix = next.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(next, attributes);
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSONObjectUtils.toJSONString(content).getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
