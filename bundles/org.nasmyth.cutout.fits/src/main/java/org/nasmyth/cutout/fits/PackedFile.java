// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A file that was packed as a whole, as the FITS file that it holds, which lies on disk while this
 * is open. Its version is that of the packed file.
 */
final class PackedFile implements SourceToCut {

  private final UnpackedFiles unpacked;
  private final UnpackedFiles.Key key;
  private final OpenFileSource packed;
  private final BooleanSupplier cancelled;
  private volatile UnpackedFiles.@Nullable Lease lease;

  /**
   * Nothing is unpacked yet.
   *
   * @param unpacked where it is unpacked
   * @param key tells it from other files
   * @param cancelled is asked now and then whether to stop
   */
  PackedFile(
      UnpackedFiles unpacked,
      UnpackedFiles.Key key,
      OpenFileSource packed,
      BooleanSupplier cancelled) {
    this.unpacked = unpacked;
    this.key = key;
    this.packed = packed;
    this.cancelled = cancelled;
  }

  @Override
  public void open() throws IOException {
    if (lease == null) {
      lease = unpacked.take(key, packed, cancelled);
    }
  }

  private FileChannel file() {
    UnpackedFiles.Lease here = lease;
    if (here == null) {
      throw new IllegalStateException("It is not open.");
    }
    return here.file();
  }

  @Override
  public String name() {
    return packed.name();
  }

  @Override
  public long size() throws IOException {
    return file().size();
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    return file().read(into, position);
  }

  @Override
  public String version() throws IOException {
    return packed.version();
  }

  @Override
  public Optional<FileChannel> channel() {
    return Optional.of(file());
  }

  @Override
  public void close() throws IOException {
    UnpackedFiles.Lease here = lease;
    lease = null;
    if (here != null) {
      here.close();
    }
  }
}
