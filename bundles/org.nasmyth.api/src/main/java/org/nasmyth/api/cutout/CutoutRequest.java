// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.api.cutout;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.products.Interval;
import org.nasmyth.sphere.Region;

/**
 * Which piece of a product is wanted. All that is given must hold; nothing given means everything.
 *
 * @param region on the sky, ICRS; null for everywhere
 * @param range between meridians and parallels, which no region can say; null for everywhere
 * @param band vacuum wavelengths in metres, barycentric; a single wavelength has two equal ends;
 *     null for all
 * @param time modified Julian dates, UTC; null for all
 * @param polarizations the polarization states to keep; empty for all
 * @param pixels boxes of pixels; empty for all
 * @param mask whether pixels outside the region but inside its bounding box are blanked; usually
 *     they are kept
 * @param compression what becomes of images that are compressed in tiles
 * @param provenance lines that tell of the request in the piece's history; may be empty
 */
public record CutoutRequest(
    @Nullable Region region,
    @Nullable SkyRange range,
    @Nullable Interval band,
    @Nullable Interval time,
    List<String> polarizations,
    List<PixelBox> pixels,
    boolean mask,
    Compression compression,
    List<String> provenance) {

  /** What becomes of images that are compressed in tiles. */
  public enum Compression {
    /** As the engine does it when nobody asks. */
    ANY,
    /** They come out as plain images. */
    NONE,
    /** They stay compressed, without loss. Those that are masked may come out plain. */
    KEPT
  }

  /** A piece with whatever compression the engine is set to. */
  public CutoutRequest(
      @Nullable Region region,
      @Nullable SkyRange range,
      @Nullable Interval band,
      @Nullable Interval time,
      List<String> polarizations,
      List<PixelBox> pixels,
      boolean mask,
      List<String> provenance) {
    this(region, range, band, time, polarizations, pixels, mask, Compression.ANY, provenance);
  }

  /**
   * Between two meridians, going east, and between two parallels: POS=RANGE (SODA 1.0, section
   * 3.3.1), degrees, ICRS. Ends are infinite where there is no limit.
   *
   * @param west the western longitude
   * @param east the eastern longitude, not below the western one; above 360 where the range holds
   *     the meridian 0
   * @param south the southern latitude
   * @param north the northern latitude, not below the southern one
   */
  public record SkyRange(double west, double east, double south, double north) {

    /** Checks the order. */
    public SkyRange {
      if (!(west <= east) || !(south <= north)) {
        throw new IllegalArgumentException(
            "A range goes from the lower to the higher number, got longitudes %s to %s, latitudes %s to %s."
                .formatted(west, east, south, north));
      }
      if (south > 90
          || north < -90
          || (south < -90 && Double.isFinite(south))
          || (north > 90 && Double.isFinite(north))) {
        throw new IllegalArgumentException(
            "Latitudes lie between -90 and 90 degrees, got %s to %s.".formatted(south, north));
      }
    }
  }

  /**
   * Pixels of one extension.
   *
   * @param extension which one
   * @param ranges first and last pixel of each axis, counted from 1, both included; null for the
   *     whole axis
   */
  public record PixelBox(Extension extension, List<@Nullable PixelSpan> ranges) {

    /**
     * Pixels of an extension by its number.
     *
     * @param number 0 for the primary HDU
     */
    public PixelBox(int number, List<@Nullable PixelSpan> ranges) {
      this(new Numbered(number), ranges);
    }
  }

  /** How an extension is named. */
  public sealed interface Extension {}

  /**
   * By its place in the file.
   *
   * @param number 0 for the primary HDU
   */
  public record Numbered(int number) implements Extension {}

  /**
   * By its name.
   *
   * @param name EXTNAME; capitals and small letters are the same
   * @param version EXTVER; empty for the first extension of that name
   */
  public record Named(String name, OptionalInt version) implements Extension {}

  /**
   * Some pixels of an axis.
   *
   * @param first counted from 1
   * @param last not below the first
   */
  public record PixelSpan(long first, long last) {}

  /** Copies the lists. */
  public CutoutRequest {
    polarizations = List.copyOf(polarizations);
    pixels = List.copyOf(pixels);
    provenance = List.copyOf(provenance);
  }
}
