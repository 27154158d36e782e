// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FileSource;
import org.nasmyth.fits.packed.LzwInputStream;
import org.nasmyth.ingest.content.FileName;
import org.nasmyth.ingest.content.MemorySource;

/**
 * The bytes of a file while it is looked at: in memory if they are few. Those that gzip or compress
 * has packed are unpacked, into a file that ends with this.
 */
final class StoredBytes implements Closeable {

  private static final int FEW = 4 << 20;

  private final Path file;
  private final byte @Nullable [] bytes;
  private final String checksum;
  private @Nullable Path unpacked;

  private StoredBytes(Path file, byte @Nullable [] bytes, String checksum) {
    this.file = file;
    this.bytes = bytes;
    this.checksum = checksum;
  }

  /**
   * Reads a file once, for its sum.
   *
   * @param size how long it is
   */
  static StoredBytes of(Path file, long size) throws IOException {
    MessageDigest md5 = md5();
    if (size <= FEW) {
      byte[] bytes = Files.readAllBytes(file);
      return new StoredBytes(file, bytes, HexFormat.of().formatHex(md5.digest(bytes)));
    }
    byte[] buffer = new byte[1 << 18];
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), md5)) {
      while (in.read(buffer) >= 0) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("Given up while a file was read.");
        }
      }
    }
    return new StoredBytes(file, null, HexFormat.of().formatHex(md5.digest()));
  }

  /** What products tell of the files that come with them is MD5, too. */
  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5.", e);
    }
  }

  /** MD5 of the file as it is stored, in hexadecimal. */
  String checksum() {
    return checksum;
  }

  /** The FITS file's bytes, to be closed before this. */
  ByteSource source() throws IOException {
    String name = String.valueOf(file.getFileName());
    boolean compress = FileName.isCompress(name);
    if (!compress && !FileName.isGzip(name)) {
      return bytes == null ? FileSource.open(file) : new MemorySource(name, bytes);
    }
    if (unpacked == null) {
      unpacked = Files.createTempFile("nasmyth-ingest-", ".fits");
      try (InputStream stored =
              new BufferedInputStream(
                  bytes == null ? Files.newInputStream(file) : new ByteArrayInputStream(bytes));
          InputStream in = compress ? new LzwInputStream(stored) : new GZIPInputStream(stored)) {
        Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
      } catch (EOFException e) {
        throw new IOException("It cannot be unpacked: it ends too early.", e);
      } catch (ZipException e) {
        throw new IOException("It cannot be unpacked: " + e.getMessage(), e);
      }
    }
    return FileSource.open(unpacked);
  }

  @Override
  public void close() throws IOException {
    if (unpacked != null) {
      Files.deleteIfExists(unpacked);
    }
  }
}
