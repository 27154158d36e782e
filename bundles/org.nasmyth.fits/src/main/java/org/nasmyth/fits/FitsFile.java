// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The HDUs of a FITS file. Headers are read when they are asked for, data never. Safe for several
 * threads.
 */
public final class FitsFile implements Closeable {

  private final ByteSource source;
  private final String version;
  private final long size;
  private final List<Hdu> found = new ArrayList<>();
  private boolean ended;
  private @Nullable Long trailing;

  private FitsFile(ByteSource source, String version, long size) {
    this.source = source;
    this.version = version;
    this.size = size;
  }

  /**
   * Opens a file and reads its primary header.
   *
   * @param source is closed with this file; also if it cannot be opened
   * @throws FitsException if it is no FITS file
   * @throws IOException if it cannot be read
   */
  public static FitsFile open(ByteSource source) throws IOException {
    try {
      FitsFile file = new FitsFile(source, source.version(), source.size());
      file.hdu(0);
      return file;
    } catch (IOException e) {
      source.close();
      throw e;
    }
  }

  /** The bytes of the file. */
  public ByteSource source() {
    return source;
  }

  /** The source's version when the file was opened. */
  public String version() {
    return version;
  }

  /** Bytes of the file when it was opened. */
  public long size() {
    return size;
  }

  /**
   * One HDU; reads headers up to it.
   *
   * @param number 0 for the primary one
   * @throws NoSuchElementException if there are fewer
   * @throws FitsException if a header up to it is malformed
   * @throws IOException if it cannot be read
   */
  public synchronized Hdu hdu(int number) throws IOException {
    while (found.size() <= number && !ended) {
      readNext();
    }
    if (number < 0 || number >= found.size()) {
      throw new NoSuchElementException(
          "%s has %d HDUs, none with the number %d."
              .formatted(source.name(), found.size(), number));
    }
    return found.get(number);
  }

  /**
   * All HDUs; reads all headers.
   *
   * @throws FitsException if a header is malformed
   * @throws IOException if one cannot be read
   */
  public synchronized List<Hdu> hdus() throws IOException {
    while (!ended) {
      readNext();
    }
    return List.copyOf(found);
  }

  /**
   * The first HDU with a name.
   *
   * @param name its EXTNAME, in any case of letters
   * @throws FitsException if a header is malformed
   * @throws IOException if one cannot be read
   */
  public Optional<Hdu> hdu(String name) throws IOException {
    return hdus().stream().filter(hdu -> hdu.name().equalsIgnoreCase(name)).findFirst();
  }

  /**
   * Where bytes begin that belong to no HDU, such as special records (section 3.5).
   *
   * @return empty if there are none
   * @throws IOException if a header cannot be read
   */
  public synchronized OptionalLong trailing() throws IOException {
    hdus();
    return trailing == null ? OptionalLong.empty() : OptionalLong.of(trailing);
  }

  private void readNext() throws IOException {
    long position = found.isEmpty() ? 0 : found.get(found.size() - 1).end();
    if (!found.isEmpty() && position >= size) {
      ended = true;
      return;
    }
    Optional<Hdu> next = new HeaderReader(source, found.size(), position, size).read();
    next.ifPresentOrElse(
        found::add,
        () -> {
          ended = true;
          trailing = position;
        });
  }

  /**
   * Checks that the file is still the one that was opened.
   *
   * @throws SourceChangedException if it is another
   * @throws IOException if that cannot be told
   */
  public void checkUnchanged() throws IOException {
    String now = source.version();
    if (!now.equals(version)) {
      throw new SourceChangedException(source.name(), version, now);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
