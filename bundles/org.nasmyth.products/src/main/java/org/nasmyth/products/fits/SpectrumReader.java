// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.products.fits;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.storage.OpenFile;
import org.nasmyth.fits.ByteSource;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.packed.UnpackedSource;
import org.nasmyth.fits.tile.TileMemory;
import org.nasmyth.products.fits.SpectrumReading.Refused;

/**
 * Reads spectra to be drawn: from tables (arrays in one row, or an element in each row) and from
 * images along one axis, compressed or not, in files that may be packed as a whole. What it takes
 * of memory and time is bounded whatever the file holds: a few files are read at once, of each no
 * more than some millions of elements, and packed ones are unpacked no further than some megabytes.
 * Any thread.
 */
public final class SpectrumReader {

  private static final long MOST_ELEMENTS = 4_000_000;
  private static final int MOST_HDUS = 40;
  private static final long MOST_UNPACKED = 64 << 20;
  private static final int AT_ONCE = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What decoding tiles takes of the heap for all files together, bytes. */
  private static final long TILES = 32 << 20;

  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final TileMemory tiles = new TileMemory(TILES);

  /**
   * Reads the first spectrum of a file; one whose wavelengths are known if there is any.
   *
   * @param file stays open
   * @param stretches how many stretches are wanted at most, at least 2
   * @return the spectrum, or why there is none to be drawn
   * @throws IOException if the file cannot be read, for reasons that do not lie in its content
   */
  public SpectrumReading read(OpenFile file, int stretches) throws IOException {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Refused("Too many others are being drawn at the moment. Try again soon.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Given up while waiting to read a spectrum.");
    }
    try {
      return readNow(file, stretches);
    } catch (FitsException e) {
      return new Refused("The file cannot be read: " + e.problem());
    } finally {
      places.release();
    }
  }

  private SpectrumReading readNow(OpenFile file, int stretches) throws IOException {
    ByteSource source = UnpackedSource.of(new StoredSource(new Borrowed(file)), MOST_UNPACKED);
    FitsFile fits = FitsFile.open(source);
    SpectrumData second = null;
    Refused reason = null;
    for (int number = 0; number < MOST_HDUS; number++) {
      Hdu hdu = hdu(fits, number);
      if (hdu == null) {
        break;
      }
      try {
        Optional<SpectrumData> found = find(fits, hdu);
        if (found.isPresent() && found.get().calibrated()) {
          return draw(found.get(), stretches);
        }
        second = second == null ? found.orElse(null) : second;
      } catch (UndrawableException e) {
        reason = reason == null ? new Refused(String.valueOf(e.getMessage())) : reason;
      }
    }
    if (second != null) {
      return draw(second, stretches);
    }
    return reason == null ? new Refused("There is no spectrum in the file.") : reason;
  }

  private static @Nullable Hdu hdu(FitsFile fits, int number) throws IOException {
    try {
      return fits.hdu(number);
    } catch (NoSuchElementException e) {
      return null;
    }
  }

  private Optional<SpectrumData> find(FitsFile fits, Hdu hdu)
      throws UndrawableException, IOException {
    Optional<SpectrumData> found =
        switch (hdu.kind()) {
          case IMAGE, COMPRESSED_IMAGE -> ImageSpectrum.of(fits, hdu, tiles);
          case BINARY_TABLE, ASCII_TABLE -> TableSpectrum.of(fits, hdu);
          default -> Optional.empty();
        };
    if (found.isEmpty() || found.get().elements() < 2) {
      return Optional.empty();
    }
    if (found.get().elements() > MOST_ELEMENTS) {
      throw new UndrawableException(
          "HDU %d has %d elements, more than the %d that are drawn at most."
              .formatted(hdu.number(), found.get().elements(), MOST_ELEMENTS));
    }
    if (!hdu.complete()) {
      throw new UndrawableException(
          fits.size() == MOST_UNPACKED
              ? "It lies behind the first %d megabytes of a packed file."
                  .formatted(MOST_UNPACKED >> 20)
              : "The file is truncated: the data of HDU %d end behind its last byte."
                  .formatted(hdu.number()));
    }
    return found;
  }

  private static SpectrumReading draw(SpectrumData spectrum, int stretches) throws IOException {
    Trace trace = new Trace(spectrum.elements(), stretches);
    spectrum.read(trace);
    return trace.outline(spectrum.wave(), spectrum.flux());
  }
}
