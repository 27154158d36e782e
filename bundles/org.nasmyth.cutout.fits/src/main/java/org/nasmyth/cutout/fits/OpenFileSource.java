// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nasmyth.api.storage.OpenFile;

/**
 * The bytes of a file of a storage. Closing it leaves the file open, which belongs to the caller.
 *
 * @param file to read
 * @param name what to call it in messages
 */
record OpenFileSource(OpenFile file, String name) implements SourceToCut {

  /** A file that was changed later may be changed once more within one tick of the clock. */
  private static final Duration SETTLED = Duration.ofSeconds(10);

  @Override
  public void open() {}

  @Override
  public long size() throws IOException {
    Optional<FileChannel> channel = file.channel();
    return channel.isPresent() ? channel.get().size() : file.state().size();
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    return file.read(position, into);
  }

  @Override
  public String version() throws IOException {
    return size() + " bytes, " + file.currentVersion();
  }

  @Override
  public Optional<String> identity() throws IOException {
    Instant modified = file.state().modified();
    boolean settled =
        modified.isAfter(Instant.EPOCH) && modified.isBefore(Instant.now().minus(SETTLED));
    return settled && file.currentVersion().equals(file.state().version())
        ? Optional.of(name + "\n" + file.state().path() + "\n" + modified + "\n" + version())
        : Optional.empty();
  }

  @Override
  public int cheapGap() {
    return file.cheapGap();
  }

  @Override
  public Optional<FileChannel> channel() {
    return file.channel();
  }

  @Override
  public void close() {}
}
