// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.wcs;

import java.util.Optional;
import org.nasmyth.wcs.spectral.SpectralQuantity;

/** The spectral axis of an image, cube or spectrum, by wavelength in vacuum. Immutable. */
public final class SpectralAxis {
  private final Wcs wcs;
  private final SpectralScale scale;

  /**
   * What velocities and wavelengths are relative to; nothing is corrected for it.
   *
   * @param specsys SPECSYS, empty if the header does not say
   * @param ssysobs SSYSOBS, empty if the header does not say
   * @param velosys VELOSYS in m/s, NaN if the header does not say
   */
  public record Frame(String specsys, String ssysobs, double velosys) {}

  SpectralAxis(Wcs wcs, SpectralScale scale) {
    this.wcs = wcs;
    this.scale = scale;
  }

  /** The axis of world coordinates. */
  public Axis axis() {
    return wcs.axes().get(scale.axis());
  }

  /** The pixel axis that it mostly runs along, from 1. */
  public int pixelAxis() {
    return scan().pixelAxis() + 1;
  }

  /** The name of what the axis counts: FREQ, WAVE, AWAV and so on. */
  public String quantity() {
    return scale.quantity().name();
  }

  /** Whether the axis counts wavelengths in air. */
  public boolean inAir() {
    return scale.quantity() == SpectralQuantity.AWAV;
  }

  /** What the axis is relative to. */
  public Frame frame() {
    return scale.frame();
  }

  /**
   * What the axis counts, as a number of SI units of its {@link #quantity()}. For most axes that is
   * the world coordinate itself; some count logarithms, or in a unit that only their header knows.
   *
   * @param world as {@link Wcs#pixelToWorld} gives it
   */
  public double value(double world) {
    return scale.value(world);
  }

  /**
   * The wavelength of a world coordinate.
   *
   * @param world as {@link Wcs#pixelToWorld} gives it
   * @return wavelength in vacuum, metres; NaN if there is none
   * @throws WcsException if the axis counts velocities and no line is known
   */
  public double wavelength(double world) {
    requireRest();
    return scale.toWavelength(world);
  }

  /**
   * The wavelengths that the pixels cover, edges included.
   *
   * @return two wavelengths in vacuum, metres, in rising order; empty if no pixel has one
   * @throws WcsException if the axis counts velocities and no line is known
   */
  public Optional<double[]> coverage() {
    requireRest();
    return scan().coverage();
  }

  /**
   * The pixels that a band needs: those of which any part lies in it. A band without width has one
   * pixel.
   *
   * @param shortest wavelength in vacuum, metres, in the frame of the axis; may be 0 or negative
   *     infinity
   * @param longest wavelength in vacuum, metres; may be positive infinity
   * @return pixels of {@link #pixelAxis()}, or empty if none is in the band
   * @throws WcsException if the axis counts velocities and no line is known
   * @throws IllegalArgumentException if the band is reversed or not a number
   */
  public Optional<PixelRange> pixels(double shortest, double longest) {
    requireRest();
    return scan().pixels(shortest, longest);
  }

  private AxisScan scan() {
    return new AxisScan(wcs, scale.axis(), scale::toWavelength);
  }

  private void requireRest() {
    if (scale.quantity().needsRest() && !scale.rest().known()) {
      throw new WcsException(
          "CTYPE"
              + axis().number()
              + " = '"
              + axis().type()
              + "' counts velocities, but neither RESTFRQ nor RESTWAV says of which line.");
    }
  }
}
