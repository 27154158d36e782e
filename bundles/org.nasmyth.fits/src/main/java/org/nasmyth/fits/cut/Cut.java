// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.fits.cut;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.nasmyth.fits.FitsFile;

/**
 * A FITS file that is a piece of another one and comes into being while it is written. Can be
 * written more than once and by several threads.
 */
public final class Cut {

  private final FitsFile file;
  private final List<Part> parts;
  private final long length;

  Cut(FitsFile file, List<Part> parts) {
    this.file = file;
    this.parts = List.copyOf(parts);
    this.length = this.parts.stream().mapToLong(Part::length).sum();
  }

  /** Exactly as many bytes will be written. */
  public long length() {
    return length;
  }

  /**
   * Writes the file. Needs less than 64 MB of memory, whatever the length, where images are not
   * compressed in tiles beyond that size.
   *
   * @param target is not closed; blocks until it has taken what it is given
   * @param cancelled is asked every few megabytes whether to stop
   * @throws CancelledException if it was to stop
   * @throws org.nasmyth.fits.SourceChangedException if the source is no longer the file that was
   *     planned with; the target lacks at least one byte then
   * @throws org.nasmyth.fits.FitsException if the source does not hold what its headers say
   * @throws IOException if reading or writing fails
   */
  public void writeTo(WritableByteChannel target, BooleanSupplier cancelled) throws IOException {
    file.checkUnchanged();
    Output output = new Output(target, file, cancelled, length);
    for (Part part : parts) {
      part.writeTo(output);
    }
    if (output.written() != length) {
      throw new IllegalStateException(
          "%d bytes were announced and %d written.".formatted(length, output.written()));
    }
  }
}
