// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.sample.reduce;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nasmyth.sample.observe.Band;
import org.nasmyth.sample.observe.Exposure;
import org.nasmyth.sample.sky.Coordinates;
import org.nasmyth.sample.sky.Moment;

/**
 * A science product: one row of ivoa.ObsCore.
 *
 * @param type dataproduct_type
 * @param subtype dataproduct_subtype; null for none
 * @param origin who made it, from what
 * @param space where it looks
 * @param spectrum at which wavelengths
 * @param time when
 * @param quality how good it is
 * @param release when it becomes public
 * @param published when it was published
 * @param files the science file first, then what comes with it
 * @param masters the master calibrations used; may be empty
 */
public record Product(
    String type,
    @Nullable String subtype,
    Origin origin,
    Space space,
    Spectrum spectrum,
    Time time,
    Quality quality,
    Moment release,
    Moment published,
    List<ProductFile> files,
    List<Master> masters) {

  /**
   * Who made it, from what.
   *
   * @param collection its collection
   * @param telescope the telescope
   * @param instrument the instrument
   * @param filter the filter; null for none
   * @param technique the observing technique
   * @param programme the programme's identifier
   * @param observation the observation's identifier, shared by its products
   * @param target the target's name
   * @param creator who made it; invented
   * @param external whether a programme's team made it rather than the archive
   * @param blocks how many observation blocks it combines
   * @param sources its raw science frames; empty where the archive does not hold them
   */
  public record Origin(
      String collection,
      String telescope,
      String instrument,
      @Nullable String filter,
      String technique,
      String programme,
      String observation,
      String target,
      String creator,
      boolean external,
      int blocks,
      List<Exposure> sources) {}

  /**
   * Where it looks.
   *
   * @param centre the centre of the field
   * @param region the covered region, as s_region
   * @param field degrees
   * @param pixel arcsec; 0 for none
   * @param pixels along each axis; 0 for none
   * @param resolution arcsec
   */
  public record Space(
      Coordinates centre,
      String region,
      double field,
      double pixel,
      int pixels,
      double resolution) {}

  /**
   * At which wavelengths.
   *
   * @param band the range
   * @param resolvingPower the resolving power
   * @param elements how many spectral elements; 1 for images
   */
  public record Spectrum(Band band, double resolvingPower, int elements) {}

  /**
   * When.
   *
   * @param start of the first exposure
   * @param end of the last exposure
   * @param exposure seconds in all
   */
  public record Time(Moment start, Moment end, double exposure) {}

  /**
   * How good it is.
   *
   * @param level calibration level
   * @param limit limiting AB magnitude; null where it makes no sense
   * @param signalToNoise null for images
   * @param strehl null without adaptive optics
   */
  public record Quality(
      int level, @Nullable Double limit, @Nullable Double signalToNoise, @Nullable Double strehl) {}

  /** Its identifier, ivoa.ObsCore.dp_id. */
  public String dpId() {
    return science().archiveId();
  }

  /** The science file. */
  public ProductFile science() {
    return files.get(0);
  }
}
