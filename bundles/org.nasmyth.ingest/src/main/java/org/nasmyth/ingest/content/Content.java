// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.ingest.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.fits.FitsException;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.fits.Header;
import org.nasmyth.wcs.SpectralAxis;
import org.nasmyth.wcs.Wcs;
import org.nasmyth.wcs.WcsException;

/**
 * What the headers of a FITS file tell. Immutable.
 *
 * @param cards its keywords
 * @param derived what was worked out of them, by the names that expressions have for it
 * @param picture the HDU that a picture can be made of; null for none
 * @param remarks what could not be worked out, and why
 */
public record Content(
    Cards cards, Map<String, Object> derived, @Nullable Hdu picture, List<String> remarks) {

  /** Copies list and map. */
  public Content {
    derived = Map.copyOf(derived);
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads all headers.
   *
   * @throws FitsException if one is malformed, or data are missing
   * @throws IOException if the file cannot be read
   */
  public static Content of(FitsFile file) throws IOException {
    List<Hdu> hdus = file.hdus();
    List<Header> headers = new ArrayList<>();
    for (Hdu hdu : hdus) {
      if (!hdu.complete()) {
        throw new FitsException(
            "The file is truncated: it has %d bytes, and the data of this HDU end at byte %d."
                .formatted(file.size(), hdu.dataPosition() + hdu.dataLength()),
            hdu.place());
      }
      headers.add(hdu.header());
    }
    return new Reader(file).read(hdus, new Cards(headers));
  }

  private static final class Reader {
    private final FitsFile file;
    private final Map<String, Object> derived = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final Footprints footprints = new Footprints();
    private @Nullable Hdu firstImage;
    private @Nullable Hdu firstSpectrum;
    private @Nullable Hdu firstTable;
    private int solidAxes;
    private boolean visibilities;

    Reader(FitsFile file) {
      this.file = file;
    }

    Content read(List<Hdu> hdus, Cards cards) throws IOException {
      for (Hdu hdu : hdus) {
        if (hdu.kind() == HduKind.IMAGE || hdu.kind() == HduKind.COMPRESSED_IMAGE) {
          image(hdu);
        } else if (hdu.kind() == HduKind.BINARY_TABLE || hdu.kind() == HduKind.ASCII_TABLE) {
          table(hdu);
        }
      }
      footprints.describe(derived, remarks);
      type().ifPresent(type -> derived.put("data.type", type));
      Hdu picture = firstImage != null ? firstImage : drawn(firstSpectrum);
      return new Content(cards, derived, picture, remarks);
    }

    /** Pictures are made of spectra in tables, and of those along the first axis. */
    private static @Nullable Hdu drawn(@Nullable Hdu spectrum) throws IOException {
      return spectrum == null
              || spectrum.kind() == HduKind.BINARY_TABLE
              || spectrum.axes().get(0) > 1
          ? spectrum
          : null;
    }

    private Optional<String> type() {
      if (visibilities) {
        return Optional.of("visibility");
      }
      if (firstImage != null) {
        return Optional.of(solidAxes > 2 ? "cube" : "image");
      }
      if (firstSpectrum != null) {
        return Optional.of("spectrum");
      }
      return firstTable == null ? Optional.empty() : Optional.of("measurements");
    }

    private void table(Hdu hdu) throws IOException {
      visibilities |= hdu.name().startsWith("OI_VIS") || hdu.name().startsWith("OI_T3");
      Optional<Wavelengths> waves = Wavelengths.of(file, hdu);
      if (waves.isPresent() && firstSpectrum == null) {
        firstSpectrum = hdu;
        spectrum(waves.get());
        flux(hdu.header());
      }
      if (firstTable == null) {
        firstTable = hdu;
      }
    }

    /** What the column of fluxes says that they are. */
    private void flux(Header header) throws IOException {
      for (int column = 1; column <= header.whole("TFIELDS", 0); column++) {
        if (header.text("TTYPE" + column).orElse("").strip().equalsIgnoreCase("FLUX")) {
          header
              .text("TUCD" + column)
              .filter(ucd -> !ucd.isBlank())
              .ifPresent(ucd -> derived.put("spectral.fluxUcd", ucd.strip()));
          return;
        }
      }
    }

    private void spectrum(Wavelengths waves) {
      derived.putIfAbsent("spectral.min", waves.shortest());
      derived.putIfAbsent("spectral.max", waves.longest());
      derived.putIfAbsent("spectral.elements", waves.elements());
    }

    private void image(Hdu hdu) throws IOException {
      List<Long> axes = hdu.axes();
      if (axes.isEmpty() || axes.contains(0L)) {
        return;
      }
      int solid = (int) axes.stream().filter(length -> length > 1).count();
      boolean flat = axes.size() >= 2 && (solid != 1 || !isSpectrum(hdu, axes));
      if (flat && firstImage == null) {
        firstImage = hdu;
        solidAxes = solid;
      } else if (!flat && firstSpectrum == null) {
        firstSpectrum = hdu;
      }
      try {
        Wcs wcs = Wcs.read(new ImageCards(hdu));
        wcs.sky().ifPresent(sky -> footprints.add(sky));
        spectral(wcs, hdu);
        wcs.polarisation()
            .ifPresent(
                axis -> {
                  List<String> states =
                      axis.states().stream().filter(state -> !state.isEmpty()).toList();
                  if (!states.isEmpty()) {
                    derived.putIfAbsent(
                        "polarization.states", "/" + String.join("/", states) + "/");
                    derived.putIfAbsent("polarization.elements", states.size());
                  }
                });
      } catch (WcsException e) {
        remarks.add("no world coordinates in HDU " + hdu.number() + ": " + e.getMessage());
      }
    }

    /** Whether the only axis with several pixels is spectral. */
    private static boolean isSpectrum(Hdu hdu, List<Long> axes) {
      try {
        return Wcs.read(new ImageCards(hdu))
            .spectral()
            .filter(axis -> axis.pixelAxis() <= axes.size())
            .filter(axis -> axes.get(axis.pixelAxis() - 1) > 1)
            .isPresent();
      } catch (WcsException e) {
        return false;
      }
    }

    private void spectral(Wcs wcs, Hdu hdu) {
      try {
        wcs.spectral().ifPresent(axis -> spectral(wcs, axis));
      } catch (WcsException e) {
        remarks.add("no wavelengths of HDU " + hdu.number() + ": " + e.getMessage());
      }
    }

    private void spectral(Wcs wcs, SpectralAxis axis) {
      long elements = wcs.shape()[axis.pixelAxis() - 1];
      derived.putIfAbsent("spectral.elements", elements);
      axis.coverage().ifPresent(range -> spectrum(new Wavelengths(range[0], range[1], elements)));
    }
  }
}
