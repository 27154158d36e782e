// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.cutout.CutoutAxis;
import org.nasmyth.api.cutout.CutoutException;
import org.nasmyth.api.cutout.CutoutRequest;
import org.nasmyth.api.products.Interval;
import org.nasmyth.fits.PixelRange;
import org.nasmyth.wcs.PolarisationAxis;
import org.nasmyth.wcs.SkyPlane;
import org.nasmyth.wcs.SpectralAxis;
import org.nasmyth.wcs.TimeAxis;
import org.nasmyth.wcs.Wcs;
import org.nasmyth.wcs.WcsException;
import org.nasmyth.wcs.region.PixelBox;
import org.nasmyth.wcs.region.RegionSearch;
import org.nasmyth.wcs.region.SkyRegion;

/** What a request wants along each axis, and what that is in the pixels of an image. Immutable. */
final class Wishes {

  private final CutoutRequest request;
  private final @Nullable SkyRegion region;
  private final @Nullable WantedBand band;
  private final Set<CutoutAxis> axes;

  /**
   * Takes a request up.
   *
   * @throws CutoutException if it makes no sense for any file
   */
  Wishes(CutoutRequest request) throws CutoutException {
    this.request = request;
    this.region = WantedRegion.of(request).orElse(null);
    Interval asked = request.band();
    this.band = asked == null ? null : WantedBand.of(asked);
    this.axes = EnumSet.noneOf(CutoutAxis.class);
    if (region != null) {
      axes.add(CutoutAxis.SKY);
    }
    if (band != null) {
      axes.add(CutoutAxis.BAND);
    }
    if (request.time() != null) {
      axes.add(CutoutAxis.TIME);
    }
    if (!request.polarizations().isEmpty()) {
      axes.add(CutoutAxis.POLARIZATION);
    }
  }

  /** The axes of world coordinates along which something is wanted. */
  Set<CutoutAxis> axes() {
    return Set.copyOf(axes);
  }

  CutoutRequest request() {
    return request;
  }

  /** The part of the sky that is wanted; empty for all. */
  Optional<SkyRegion> region() {
    return Optional.ofNullable(region);
  }

  /** The wavelengths that are wanted; empty for all. */
  Optional<WantedBand> band() {
    return Optional.ofNullable(band);
  }

  /** The times that are wanted; empty for all. */
  Optional<Interval> time() {
    return Optional.ofNullable(request.time());
  }

  /** Whether an image has an axis. */
  static boolean tells(Grid grid, CutoutAxis axis) {
    return switch (axis) {
      case SKY -> grid.sky().isPresent();
      case BAND -> grid.spectral().isPresent();
      case TIME -> grid.wcs().flatMap(Wcs::time).isPresent();
      case POLARIZATION -> grid.wcs().flatMap(Wcs::polarisation).isPresent();
      case PIXEL -> true;
    };
  }

  /**
   * The pixels of an image that are wanted along an axis.
   *
   * @throws WcsException if its coordinates have no known relation to those of requests
   */
  Reach reach(Grid grid, CutoutAxis axis) {
    return switch (axis) {
      case SKY -> grid.sky().map(this::onSky).orElseGet(Reach.Untold::new);
      case BAND ->
          grid.spectral().map(spectral -> inBand(grid, spectral)).orElseGet(Reach.Untold::new);
      case TIME -> grid.wcs().flatMap(Wcs::time).map(this::inTime).orElseGet(Reach.Untold::new);
      case POLARIZATION ->
          grid.wcs().flatMap(Wcs::polarisation).map(this::polarised).orElseGet(Reach.Untold::new);
      case PIXEL -> new Reach.Untold();
    };
  }

  private Reach onSky(SkyPlane plane) {
    if (region == null) {
      return new Reach.Within(Map.of());
    }
    Optional<PixelBox> box = RegionSearch.box(plane, region);
    return box.isEmpty()
        ? new Reach.Outside()
        : new Reach.Within(
            Map.of(
                plane.firstAxis() - 1, range(box.get().first()),
                plane.secondAxis() - 1, range(box.get().second())));
  }

  private Reach inBand(Grid grid, SpectralAxis axis) {
    if (band == null) {
      return new Reach.Within(Map.of());
    }
    Interval here = band.in(grid.shift(axis));
    return along(axis.pixelAxis(), axis.pixels(here.low(), here.high()));
  }

  private Reach inTime(TimeAxis axis) {
    Interval time = request.time();
    return time == null
        ? new Reach.Within(Map.of())
        : along(axis.pixelAxis(), axis.pixels(time.low(), time.high()));
  }

  private Reach polarised(PolarisationAxis axis) {
    List<String> wanted = request.polarizations();
    return along(axis.pixelAxis(), axis.pixels(new TreeSet<>(wanted)));
  }

  private static Reach along(int pixelAxis, Optional<org.nasmyth.wcs.PixelRange> pixels) {
    return pixels.isEmpty()
        ? new Reach.Outside()
        : new Reach.Within(Map.of(pixelAxis - 1, range(pixels.get())));
  }

  private static PixelRange range(org.nasmyth.wcs.PixelRange pixels) {
    return new PixelRange(pixels.first(), pixels.last());
  }
}
