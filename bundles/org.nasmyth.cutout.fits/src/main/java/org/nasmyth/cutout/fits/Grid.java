// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.cutout.fits;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nasmyth.fits.FitsFile;
import org.nasmyth.fits.Hdu;
import org.nasmyth.fits.HduKind;
import org.nasmyth.products.fits.FileTables;
import org.nasmyth.wcs.SkyPlane;
import org.nasmyth.wcs.SpectralAxis;
import org.nasmyth.wcs.Wcs;
import org.nasmyth.wcs.WcsException;
import org.nasmyth.wcs.motion.BandShift;
import org.nasmyth.wcs.motion.Observer;
import org.nasmyth.wcs.motion.Sight;

/**
 * An image with its pixels and their world coordinates, as far as its header tells them. Immutable.
 */
final class Grid {

  /** How far apart, in pixels, the same place may lie in two images that count as one grid. */
  private static final double SAME = 0.05;

  private final Hdu hdu;
  private final List<Long> axes;
  private final @Nullable Wcs wcs;
  private final @Nullable WcsException fault;
  private final Observer observer;

  private Grid(
      Hdu hdu,
      List<Long> axes,
      @Nullable Wcs wcs,
      @Nullable WcsException fault,
      Observer observer) {
    this.observer = observer;
    this.hdu = hdu;
    this.axes = axes;
    this.wcs = wcs;
    this.fault = fault;
  }

  /** Whether an HDU holds pixels of an image. */
  static boolean isImage(Hdu hdu) throws IOException {
    return (hdu.kind() == HduKind.IMAGE || hdu.kind() == HduKind.COMPRESSED_IMAGE)
        && !hdu.axes().isEmpty()
        && hdu.axes().stream().allMatch(length -> length > 0);
  }

  /** Reads the coordinates of an image; a fault in them is kept for whoever needs them. */
  static Grid of(FitsFile file, Hdu hdu) throws IOException {
    Observer observer = Observer.of(Inherited.of(file, hdu));
    try {
      Wcs wcs = Wcs.read(hdu::imageValue, ' ', new FileTables(file));
      return new Grid(hdu, hdu.axes(), wcs, null, observer);
    } catch (WcsException e) {
      return new Grid(hdu, hdu.axes(), null, e, observer);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  Hdu hdu() {
    return hdu;
  }

  /** The lengths of the axes. */
  List<Long> axes() {
    return axes;
  }

  /** What is wrong with the coordinates; empty if nothing is. */
  Optional<WcsException> fault() {
    return Optional.ofNullable(fault);
  }

  /** The world coordinates; empty if they are faulty. */
  Optional<Wcs> wcs() {
    return Optional.ofNullable(wcs);
  }

  /** The celestial plane, where both of its pixel axes are there. */
  Optional<SkyPlane> sky() {
    return wcs()
        .flatMap(Wcs::sky)
        .filter(plane -> plane.firstAxis() <= axes.size() && plane.secondAxis() <= axes.size());
  }

  /** The spectral axis, where its pixel axis is there. */
  Optional<SpectralAxis> spectral() {
    return wcs().flatMap(Wcs::spectral).filter(axis -> axis.pixelAxis() <= axes.size());
  }

  /**
   * How barycentric wavelengths are seen by whom the spectral axis is relative to.
   *
   * @throws WcsException if that is not known
   */
  BandShift shift(SpectralAxis axis) {
    return BandShift.of(axis.frame(), sky().map(Sight::of).map(observer::towards).orElse(observer));
  }

  /**
   * Finds where this image's axes are in another one of the same grid: an error or a quality map
   * has all of them, an image that belongs to a cube has those on the sky. Coordinates that both
   * have must agree.
   *
   * @return for each axis of this image the other's axis, from 0; empty if it is another grid
   */
  Optional<int[]> axesWithin(Grid other) {
    if (axes.equals(other.axes)) {
      int[] same = new int[axes.size()];
      for (int i = 0; i < same.length; i++) {
        same[i] = i;
      }
      return agrees(other, true) ? Optional.of(same) : Optional.empty();
    }
    Optional<SkyPlane> plane = other.sky();
    if (axes.size() == 2
        && other.axes.size() > 2
        && plane.isPresent()
        && axes.get(0) == plane.get().width()
        && axes.get(1) == plane.get().height()
        && agrees(other, false)) {
      return Optional.of(new int[] {plane.get().firstAxis() - 1, plane.get().secondAxis() - 1});
    }
    return Optional.empty();
  }

  private boolean agrees(Grid other, boolean spectrally) {
    return agreesOnSky(other) && (!spectrally || agreesInWavelength(other));
  }

  private boolean agreesOnSky(Grid other) {
    if (sky().isEmpty() || other.sky().isEmpty()) {
      return true;
    }
    SkyPlane mine = sky().get();
    SkyPlane its = other.sky().get();
    if (!mine.frame().known() || !its.frame().known()) {
      return false;
    }
    double width = mine.width();
    double height = mine.height();
    double[] p = {1, width, 1, width, (1 + width) / 2};
    double[] q = {1, 1, height, height, (1 + height) / 2};
    double[] longitude = new double[p.length];
    double[] latitude = new double[p.length];
    double[] p2 = new double[p.length];
    double[] q2 = new double[p.length];
    mine.pixelToSky(p, q, longitude, latitude);
    its.skyToPixel(longitude, latitude, p2, q2);
    for (int i = 0; i < p.length; i++) {
      if (!Double.isNaN(longitude[i]) && !(Math.hypot(p2[i] - p[i], q2[i] - q[i]) < SAME)) {
        return false;
      }
    }
    return true;
  }

  private boolean agreesInWavelength(Grid other) {
    if (spectral().isEmpty() || other.spectral().isEmpty()) {
      return true;
    }
    SpectralAxis mine = spectral().get();
    SpectralAxis its = other.spectral().get();
    try {
      double[] here = mine.coverage().orElse(new double[2]);
      double[] there = its.coverage().orElse(new double[2]);
      double pixel = (here[1] - here[0]) / axes.get(mine.pixelAxis() - 1);
      return Math.abs(here[0] - there[0]) <= SAME * pixel
          && Math.abs(here[1] - there[1]) <= SAME * pixel;
    } catch (WcsException e) {
      // Velocities without a line: two such axes are compared by what they count.
      return mine.quantity().equals(its.quantity());
    }
  }

  @Override
  public String toString() {
    return hdu.name().isEmpty()
        ? "HDU " + hdu.number()
        : "HDU " + hdu.number() + " (" + hdu.name() + ")";
  }
}
